const DECIMAL_PART = /^(?:0|[1-9][0-9]{0,2})$/;

/** The address as an unsigned 32-bit number; undefined unless it has four decimal parts without leading zeros. */
export function parseIpv4(text: string): number | undefined {
  const parts = text.split('.', 5);
  if (parts.length !== 4) return undefined;
  let address = 0;
  for (const part of parts) {
    if (!DECIMAL_PART.test(part) || Number(part) > 255) return undefined;
    address = address * 256 + Number(part);
  }
  return address;
}

export function formatIpv4(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
}

/** `255.255.252.0` for 22. */
export function ipv4Netmask(prefix: number): number {
  return prefix === 0 ? 0 : (-1 << (32 - prefix)) >>> 0;
}

/** The prefix length of a netmask (`255.255.252.0`) or host mask (`0.0.3.255`); undefined when it has gaps. */
export function ipv4PrefixOfMask(mask: number): number | undefined {
  return prefixOfNetmask(mask) ?? prefixOfNetmask(~mask >>> 0);
}

function prefixOfNetmask(netmask: number): number | undefined {
  for (let prefix = 0; prefix <= 32; prefix += 1) if (ipv4Netmask(prefix) === netmask) return prefix;
  return undefined;
}
