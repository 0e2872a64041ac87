/** Begins the line that precedes an instance in the text of several instances. */
export const OPENVPN_HEADER = '# openvpn config: ';
