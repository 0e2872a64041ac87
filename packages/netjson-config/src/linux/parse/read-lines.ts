/** The settings of a file of hostapd or wpa_supplicant, in order; comments are left out. */
export function readLines(contents: string): [key: string, value: string][] {
  return contents.split('\n').flatMap((line) => {
    const text = line.replace(/^[ \t]+/, '').replace(/\r$/, '');
    const end = text.indexOf('=');
    return text.startsWith('#') || end < 1
      ? []
      : [[text.slice(0, end), text.slice(end + 1)] as [string, string]];
  });
}

const decoder = new TextDecoder();
const HEXADECIMAL = /^(?:[0-9A-Fa-f]{2})+$/;

/** A text that stands in quotes, or as its bytes in hexadecimal. */
export function daemonValue(value: string): string {
  if (value.startsWith('"') && value.endsWith('"') && value.length > 1) return value.slice(1, -1);
  if (!HEXADECIMAL.test(value)) return value;
  return decoder.decode(Uint8Array.from(value.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16)));
}
