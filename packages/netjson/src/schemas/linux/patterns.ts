/** What the kernel and systemd accept as the name of an interface, without what shells and match patterns interpret. */
export const INTERFACE_NAME = '^(?!(all|default)$)(?![0-9]+$)[A-Za-z0-9_][A-Za-z0-9._-]*$';

/** The same, or nothing. */
export const OPTIONAL_INTERFACE_NAME = '^((?!(all|default)$)(?![0-9]+$)[A-Za-z0-9_][A-Za-z0-9._-]*|)$';

export const MAC_ADDRESS = '^([0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}$';

/** An address, or nothing. */
export const OPTIONAL_MAC_ADDRESS = '^(([0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}|)$';

/** A WireGuard key in base64, or a variable that stands for one. */
export const WIREGUARD_KEY = '^([A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=|\\{\\{\\s*\\w+\\s*\\}\\})$';

/** The same, or nothing. */
export const OPTIONAL_WIREGUARD_KEY = '^([A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=|\\{\\{\\s*\\w+\\s*\\}\\}|)$';

/** What WPA calls a pass phrase: 8 to 63 printable ASCII characters. */
export const PASS_PHRASE = '^[ -~]{8,63}$';

/** A pass phrase, or the key itself as 64 hexadecimal digits. */
export const PASS_PHRASE_OR_KEY = '^([ -~]{8,63}|[0-9A-Fa-f]{64})$';

/** Text that hostapd and wpa_supplicant take as it is. */
export const PRINTABLE_ASCII = '^[ -~]*$';

/** The path of a file that a daemon reads, or nothing. */
export const OPTIONAL_FILE_PATH = '^((/[A-Za-z0-9._-]+)+|)$';
