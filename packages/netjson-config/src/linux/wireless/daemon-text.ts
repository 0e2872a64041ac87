/** Printable ASCII without quotes. */
const PLAIN = /^[ !#-~]*$/;

const encoder = new TextEncoder();

/**
 * A text as hostapd and wpa_supplicant read it: in quotes when it has only printable ASCII and no quote itself,
 * otherwise its bytes in hexadecimal. Nothing between the quotes is interpreted, neither backslashes nor `#`.
 */
export function daemonText(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : hexBytes(text);
}

function hexBytes(text: string): string {
  return [...encoder.encode(text)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** How many bytes a text has in UTF-8. */
export function byteLength(text: string): number {
  return encoder.encode(text).length;
}
