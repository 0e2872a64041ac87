/** What people read on a page, piece by piece; pieces without a letter are left out. */
export const wordsOfPage = (body: string): string[] =>
  body
    .replace(/<style>.*?<\/style>/s, '')
    .split(/<[^>]*>/)
    .map((text) => text.trim())
    .filter((text) => /\p{L}/u.test(text));
