import { Gunzip } from 'fflate';
import type { NativeFile } from '../backend.ts';
import { ConfigurationError } from '../configuration-error.ts';

const BLOCK_SIZE = 512;
/** Largest archive, unpacked, in bytes. */
const SIZE_LIMIT = 32 * 1024 * 1024;
/** Compressed bytes given to the decompressor at a time, so that a bomb is noticed early. */
const CHUNK_SIZE = 16 * 1024;

const decoder = new TextDecoder();

/**
 * The regular files of a tar archive (ustar, with pax and GNU long names), compressed with gzip or not.
 *
 * @throws ConfigurationError of kind `parse` when it is no archive, is cut off, or is larger than 32 MiB
 */
export function readArchive(bytes: Uint8Array): NativeFile[] {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return readTar(isGzip ? decompress(bytes) : bytes);
}

function refuse(message: string): ConfigurationError {
  return new ConfigurationError('parse', { path: [], message });
}

function decompress(bytes: Uint8Array): Uint8Array {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const gunzip = new Gunzip((chunk) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size > SIZE_LIMIT) throw refuse('The archive is larger than 32 MiB.');
  });
  try {
    for (let offset = 0; offset < bytes.length; offset += CHUNK_SIZE) {
      gunzip.push(bytes.subarray(offset, offset + CHUNK_SIZE), offset + CHUNK_SIZE >= bytes.length);
    }
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    throw refuse('The archive is damaged: it cannot be decompressed.');
  }
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}

function readTar(archive: Uint8Array): NativeFile[] {
  if (archive.length > SIZE_LIMIT) throw refuse('The archive is larger than 32 MiB.');
  const files: NativeFile[] = [];
  let longName: string | undefined;
  let offset = 0;
  while (offset + BLOCK_SIZE <= archive.length) {
    const header = archive.subarray(offset, offset + BLOCK_SIZE);
    if (header.every((byte) => byte === 0)) break;
    if (!hasValidChecksum(header)) throw refuse('The input is not a tar archive, or it is damaged.');
    const size = readOctal(header, 124, 12);
    const start = offset + BLOCK_SIZE;
    if (start + size > archive.length) throw refuse('The archive is cut off.');
    const contents = archive.subarray(start, start + size);
    const type = String.fromCharCode(header[156] ?? 0);
    if (type === 'x') longName = readPaxPath(contents) ?? longName;
    else if (type === 'L') longName = readText(contents, 0, contents.length);
    else {
      const name = longName ?? readName(header);
      if (type === '0' || type === '\0') files.push({ name, contents: decoder.decode(contents) });
      longName = undefined;
    }
    offset = start + Math.ceil(size / BLOCK_SIZE) * BLOCK_SIZE;
  }
  return files;
}

function hasValidChecksum(header: Uint8Array): boolean {
  let sum = 8 * 0x20;
  for (const [index, byte] of header.entries()) if (index < 148 || index >= 156) sum += byte;
  return sum === readOctal(header, 148, 8);
}

function readName(header: Uint8Array): string {
  const name = readText(header, 0, 100);
  const isUstar = readText(header, 257, 5) === 'ustar' && header[262] === 0;
  const prefix = isUstar ? readText(header, 345, 155) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

function readText(bytes: Uint8Array, offset: number, length: number): string {
  const field = bytes.subarray(offset, offset + length);
  const end = field.indexOf(0);
  return decoder.decode(end === -1 ? field : field.subarray(0, end));
}

function readOctal(bytes: Uint8Array, offset: number, length: number): number {
  const text = readText(bytes, offset, length).trim();
  if (!/^[0-7]*$/.test(text)) throw refuse('The input is not a tar archive, or it is damaged.');
  return text === '' ? 0 : Number.parseInt(text, 8);
}

/** The `path` of pax records (`length key=value\n`, where the length counts bytes and includes itself). */
function readPaxPath(records: Uint8Array): string | undefined {
  let path: string | undefined;
  let offset = 0;
  while (offset < records.length) {
    const blank = records.indexOf(0x20, offset);
    const length = Number(decoder.decode(records.subarray(offset, blank)));
    if (blank === -1 || !Number.isInteger(length) || length <= blank - offset) break;
    const record = decoder.decode(records.subarray(blank + 1, offset + length - 1));
    if (record.startsWith('path=')) path = record.slice(5);
    offset += length;
  }
  return path;
}
