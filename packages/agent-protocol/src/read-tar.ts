import { failure, type Result, success } from './result.ts';

/** One member of a tar archive. */
export interface TarMember {
  readonly path: string;
  readonly kind: 'file' | 'directory' | 'other';
  /** Permission bits, such as 0o644. */
  readonly mode: number;
  /** A view into the archive's bytes, not a copy. Empty unless `kind` is `file`. */
  readonly contents: Buffer;
}

export interface TarProblem {
  readonly reason: string;
  /** Byte position in the (uncompressed) archive. */
  readonly offset: number;
}

/**
 * Reads a tar archive: POSIX ustar with its path prefix, and the long names of pax and GNU tar. Links, devices and
 * the like are told as `other`, so that the caller can skip them knowingly. Paths are given as they are written;
 * trusting them is the caller's decision.
 */
export function readTar(
  archive: Buffer,
  limits: { readonly maximumMembers: number },
): Result<TarMember[], TarProblem> {
  const members: TarMember[] = [];
  let longPath: string | undefined;
  let longSize: number | undefined;
  let offset = 0;
  const refuse = (reason: string) => failure({ reason, offset });
  for (;;) {
    if (offset + blockSize > archive.length) return refuse('the archive ends without its end mark');
    const header = archive.subarray(offset, offset + blockSize);
    if (header.every((byte) => byte === 0)) return success(members);
    if (!checksumMatches(header)) return refuse('the checksum of a member header is wrong');
    const size = octal(header, 124, 12);
    const mode = octal(header, 100, 8);
    if (size === undefined || mode === undefined) return refuse('a number in a member header is not octal');
    const start = offset + blockSize;
    if (start + size > archive.length) return refuse('a member reaches beyond the end of the archive');
    const body = archive.subarray(start, start + size);
    const type = String.fromCharCode(header[156] ?? 0);
    switch (type) {
      case 'x': {
        const records = paxRecords(body);
        if (records === undefined) return refuse('an extended header cannot be read');
        longPath = records.get('path') ?? longPath;
        longSize = records.has('size') ? Number(records.get('size')) : undefined;
        break;
      }
      case 'g':
        break;
      case 'L':
        longPath = text(body, 0, body.length);
        break;
      default: {
        // They differ only beyond 8 GiB, or when two readers are to see two different archives.
        if (longSize !== undefined && longSize !== size) return refuse('a member has two sizes');
        const kind = fileTypes.has(type) ? 'file' : type === '5' ? 'directory' : 'other';
        if (members.length >= limits.maximumMembers) {
          return refuse(`more than ${limits.maximumMembers} members`);
        }
        const path = longPath ?? headerPath(header);
        if (path.length > maximumPathLength) return refuse('a path is too long');
        members.push({
          path,
          kind,
          mode: mode & 0o7777,
          contents: kind === 'file' ? body : Buffer.alloc(0),
        });
        longPath = undefined;
        longSize = undefined;
      }
    }
    offset = start + Math.ceil(size / blockSize) * blockSize;
  }
}

const blockSize = 512;

/** Of a Linux file system. */
const maximumPathLength = 4096;

/** Regular file: `0`, NUL in archives older than POSIX, `7` is a contiguous file. */
const fileTypes: ReadonlySet<string> = new Set(['0', '\0', '7']);

function headerPath(header: Buffer): string {
  const name = text(header, 0, 100);
  // Only POSIX archives have a prefix; GNU tar keeps times in that place.
  const prefix = header.toString('latin1', 257, 263) === 'ustar\0' ? text(header, 345, 155) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

/** The sum of all header bytes, its own field counted as blanks. */
function checksumMatches(header: Buffer): boolean {
  let sum = 0;
  for (let index = 0; index < blockSize; index += 1) {
    sum += index >= 148 && index < 156 ? 0x20 : (header[index] ?? 0);
  }
  return sum === octal(header, 148, 8);
}

function octal(header: Buffer, start: number, length: number): number | undefined {
  const digits = text(header, start, length).trim();
  return /^[0-7]*$/.test(digits) ? Number.parseInt(digits === '' ? '0' : digits, 8) : undefined;
}

function text(bytes: Buffer, start: number, length: number): string {
  const field = bytes.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end === -1 ? field.length : end);
}

/** POSIX pax: records of the form `<length> <name>=<value>\n`, the length counting the whole record. */
function paxRecords(body: Buffer): Map<string, string> | undefined {
  const records = new Map<string, string>();
  let offset = 0;
  while (offset < body.length) {
    const blank = body.indexOf(0x20, offset);
    const length = blank === -1 ? Number.NaN : Number(body.toString('latin1', offset, blank));
    const end = offset + length;
    if (!Number.isSafeInteger(length) || end <= blank + 1 || end > body.length || body[end - 1] !== 0x0a) {
      return undefined;
    }
    const record = body.toString('utf8', blank + 1, end - 1);
    const equals = record.indexOf('=');
    if (equals === -1) return undefined;
    records.set(record.slice(0, equals), record.slice(equals + 1));
    offset = end;
  }
  return records;
}
