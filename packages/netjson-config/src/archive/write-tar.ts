import type { ArchiveMember } from './archive-member.ts';

const BLOCK_SIZE = 512;
const RECORD_SIZE = 20 * BLOCK_SIZE;
const NAME_SIZE = 100;
const NOT_ASCII = /\P{ASCII}/gu;

const encoder = new TextEncoder();

/**
 * A POSIX ustar archive (IEEE Std 1003.1) without owners and times, so that equal members give equal bytes. Names
 * of more than 100 characters, or with others than those of ASCII, are kept in a pax record in front of their member.
 */
export function writeTar(members: readonly ArchiveMember[]): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (const member of members) {
    // What an unpacker shows that does not know pax records.
    const plainName = member.name.replaceAll(NOT_ASCII, '?');
    if (plainName !== member.name || plainName.length > NAME_SIZE) {
      const record = encoder.encode(paxRecord('path', member.name));
      blocks.push(header(encoder.encode('././@PaxHeader'), 0, record.length, 'x'), padded(record));
    }
    const contents = encoder.encode(member.contents);
    blocks.push(header(encoder.encode(plainName), member.mode, contents.length, '0'), padded(contents));
  }
  return assemble(blocks);
}

/** `length key=value\n`, where the length counts itself. */
function paxRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  const restLength = encoder.encode(rest).length;
  let length = restLength + 1;
  while (length !== restLength + String(length).length) length = restLength + String(length).length;
  return `${length}${rest}`;
}

function header(name: Uint8Array, mode: number, size: number, type: '0' | 'x'): Uint8Array {
  const block = new Uint8Array(BLOCK_SIZE);
  block.set(name.subarray(0, NAME_SIZE), 0);
  writeOctal(block, 100, 7, mode);
  writeOctal(block, 108, 7, 0);
  writeOctal(block, 116, 7, 0);
  writeOctal(block, 124, 11, size);
  writeOctal(block, 136, 11, 0);
  writeText(block, 156, type);
  writeText(block, 257, 'ustar\u000000');
  // The checksum is taken with blanks in its own place.
  writeText(block, 148, '        ');
  const checksum = block.reduce((sum, byte) => sum + byte, 0);
  writeOctal(block, 148, 6, checksum);
  block[154] = 0;
  return block;
}

function writeOctal(block: Uint8Array, offset: number, digits: number, value: number): void {
  writeText(block, offset, value.toString(8).padStart(digits, '0'));
}

function writeText(block: Uint8Array, offset: number, text: string): void {
  for (let index = 0; index < text.length; index += 1) block[offset + index] = text.charCodeAt(index);
}

function padded(contents: Uint8Array): Uint8Array {
  const block = new Uint8Array(Math.ceil(contents.length / BLOCK_SIZE) * BLOCK_SIZE);
  block.set(contents);
  return block;
}

function assemble(blocks: readonly Uint8Array[]): Uint8Array {
  const length = blocks.reduce((sum, block) => sum + block.length, 0) + 2 * BLOCK_SIZE;
  const archive = new Uint8Array(Math.ceil(length / RECORD_SIZE) * RECORD_SIZE);
  let offset = 0;
  for (const block of blocks) {
    archive.set(block, offset);
    offset += block.length;
  }
  return archive;
}
