/** HTML that is safe to put into a page: made by `html`. */
export interface Html {
  readonly markup: string;
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A template whose values are escaped, unless they are HTML themselves. */
export const html = (pieces: TemplateStringsArray, ...values: (string | Html | Html[])[]): Html => ({
  markup: pieces.reduce((before, piece, index) => before + show(values[index - 1] ?? '') + piece),
});

const show = (value: string | Html | Html[]): string => {
  if (typeof value === 'string') return value.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);
  return Array.isArray(value) ? value.map(({ markup }) => markup).join('') : value.markup;
};
