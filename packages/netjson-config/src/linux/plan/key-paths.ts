/** Where systemd-networkd finds keys: beside its own files. */
export const NETWORKD_FOLDER = '/etc/systemd/network';

/** File with the private key of a WireGuard interface. */
export function privateKeyPath(interfaceName: string): string {
  return `${NETWORKD_FOLDER}/10-netloom-${interfaceName}.key`;
}

/** File with the key that a WireGuard interface shares with one of its peers. */
export function peerKeyPath(interfaceName: string, index: number): string {
  return `${NETWORKD_FOLDER}/10-netloom-${interfaceName}.peer${index + 1}.key`;
}
