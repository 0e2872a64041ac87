import { parseIpv4 } from './ipv4.ts';

const GROUP = /^[0-9A-Fa-f]{1,4}$/;

/** The address as its eight 16-bit groups; undefined when the text is no IPv6 address. Zones are not accepted. */
export function parseIpv6(text: string): number[] | undefined {
  const halves = text.split('::', 3);
  if (text.length > 45 || halves.length > 2) return undefined;
  const head = parseGroups(halves[0] ?? '', halves.length === 1);
  if (halves.length === 1) return head?.length === 8 ? head : undefined;
  const tail = parseGroups(halves[1] ?? '', true);
  if (head === undefined || tail === undefined || head.length + tail.length > 7) return undefined;
  return [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}

function parseGroups(text: string, mayEndInIpv4: boolean): number[] | undefined {
  if (text === '') return [];
  const parts = text.split(':');
  const groups: number[] = [];
  for (const [index, part] of parts.entries()) {
    if (GROUP.test(part)) {
      groups.push(Number.parseInt(part, 16));
      continue;
    }
    const ipv4 = mayEndInIpv4 && index === parts.length - 1 ? parseIpv4(part) : undefined;
    if (ipv4 === undefined) return undefined;
    groups.push(ipv4 >>> 16, ipv4 & 0xffff);
  }
  return groups;
}

/** Canonical text (RFC 5952): lower case, the first longest run of two or more zero groups shortened to `::`. */
export function formatIpv6(groups: readonly number[]): string {
  let runStart = -1;
  let runLength = 1;
  for (let start = 0; start < groups.length; start += 1) {
    let end = start;
    while (groups[end] === 0) end += 1;
    if (end - start > runLength) {
      runStart = start;
      runLength = end - start;
    }
  }
  const text = groups.map((group) => group.toString(16));
  if (runStart === -1) return text.join(':');
  return `${text.slice(0, runStart).join(':')}::${text.slice(runStart + runLength).join(':')}`;
}

/** The address with all bits after the prefix cleared. */
export function ipv6Network(groups: readonly number[], prefix: number): number[] {
  return groups.map((group, index) => {
    const bits = Math.min(16, Math.max(0, prefix - index * 16));
    return group & (0xffff << (16 - bits)) & 0xffff;
  });
}
