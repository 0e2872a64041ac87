/** A member to write into an archive; `type` is the type flag, default a regular file. */
export interface TarInput {
  readonly path: string;
  readonly contents?: string | Buffer;
  readonly mode?: number;
  readonly type?: string;
}

/** Writes a ustar archive byte by byte, so that tests can also make what no tar program would. */
export function buildTar(members: readonly TarInput[], options: { readonly endMark?: boolean } = {}): Buffer {
  const blocks = members.flatMap((member) => {
    const contents = Buffer.from(member.contents ?? '');
    return [
      tarHeader(member, contents.length),
      contents,
      Buffer.alloc((512 - (contents.length % 512)) % 512),
    ];
  });
  return Buffer.concat([...blocks, Buffer.alloc((options.endMark ?? true) ? 1024 : 0)]);
}

function tarHeader(member: TarInput, size: number): Buffer {
  const header = Buffer.alloc(512);
  header.write(member.path, 0, 100, 'utf8');
  header.write(octal(member.mode ?? 0o644, 7), 100);
  header.write(octal(0, 7), 108);
  header.write(octal(0, 7), 116);
  header.write(octal(size, 11), 124);
  header.write(octal(0, 11), 136);
  header.write('        ', 148);
  header.write(member.type ?? '0', 156);
  header.write('ustar\0', 257, 'latin1');
  header.write('00', 263);
  return sealTarHeader(header);
}

/** Puts the right checksum into a header block, in place. */
export function sealTarHeader(header: Buffer): Buffer {
  header.fill(' ', 148, 156);
  const sum = header.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  header.write(`${octal(sum, 6)}\0 `, 148);
  return header;
}

/** A pax record: its length counts its own digits. */
export function paxRecord(name: string, value: string): string {
  const rest = Buffer.byteLength(` ${name}=${value}\n`);
  let length = rest + String(rest).length;
  if (String(length).length > String(rest).length) length = rest + String(length).length;
  return `${length} ${name}=${value}\n`;
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0');
}
