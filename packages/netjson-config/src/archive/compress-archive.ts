import { gzipSync } from 'fflate';

/** The byte after which the gzip header names the system that made the file. */
const OPERATING_SYSTEM = 9;
const UNKNOWN_SYSTEM = 255;

/** Gzip (RFC 1952) at the strongest level, without name and time: equal input gives equal bytes on every machine. */
export function compressArchive(archive: Uint8Array): Uint8Array {
  const compressed = gzipSync(archive, { level: 9, mtime: 0 });
  compressed[OPERATING_SYSTEM] = UNKNOWN_SYSTEM;
  return compressed;
}
