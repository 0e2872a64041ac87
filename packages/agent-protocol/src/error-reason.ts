/** Longest error text that the agent sends whole, in bytes. */
const maximumBytes = 1011;

/**
 * Cuts the log excerpt that explains a failed configuration to what the agent sends (device protocol 6): at most
 * 1011 bytes, then a line that says so. A character is never cut in two.
 */
export function limitErrorReason(text: string): string {
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length <= maximumBytes) return text;
  let end = maximumBytes;
  // 10xxxxxx continues a character: step back to where one begins.
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return `${bytes.toString('utf8', 0, end)}\n[truncated]`;
}
