import { gunzipSync } from 'node:zlib';
import { readTar } from './read-tar.ts';
import { failure, type Result, success } from './result.ts';

/** One file of a configuration. */
export interface ConfigMember {
  /** Relative to the root of the file system, such as `etc/config/system`. */
  readonly path: string;
  /** Permission bits, such as 0o644. */
  readonly mode: number;
  readonly contents: Buffer;
}

/** A downloaded configuration, unpacked. */
export interface DeviceConfig {
  /** In the archive's order; each path once, the last definition counting. */
  readonly members: readonly ConfigMember[];
  /** Paths in the archive that must not be applied: unsafe ones and everything that is not a regular file. */
  readonly skipped: readonly string[];
}

export interface ArchiveLimits {
  /** Of all members together with their headers; default 64 MiB. */
  readonly maximumUnpackedBytes?: number;
  /** Default 4096. */
  readonly maximumMembers?: number;
}

/**
 * Unpacks a configuration archive (gzip over tar, device protocol 5.1) in memory. The failure is a sentence for
 * the log.
 */
export function readConfigArchive(archive: Buffer, limits: ArchiveLimits = {}): Result<DeviceConfig, string> {
  const { maximumUnpackedBytes = 64 * 1024 * 1024, maximumMembers = 4096 } = limits;
  let unpacked: Buffer;
  try {
    unpacked = gunzipSync(archive, { maxOutputLength: maximumUnpackedBytes });
  } catch (error) {
    return failure(
      error instanceof RangeError
        ? `the archive unpacks to more than ${maximumUnpackedBytes} bytes`
        : `the archive is not a whole gzip file (${error instanceof Error ? error.message : String(error)})`,
    );
  }
  const tar = readTar(unpacked, { maximumMembers });
  if (!tar.ok) return failure(`${tar.error.reason} (at byte ${tar.error.offset})`);
  const members = new Map<string, ConfigMember>();
  const skipped: string[] = [];
  for (const { path, kind, mode, contents } of tar.value) {
    if (kind === 'file' && isApplicablePath(path)) {
      // A copy lets go of the padded archive, which a fleet of devices would otherwise keep many times.
      members.set(path, { path, mode, contents: Buffer.from(contents) });
    } else {
      skipped.push(path);
    }
  }
  return success({ members: [...members.values()], skipped });
}

/**
 * Whether a device may write to a path that came in an archive (device protocol 11.5): relative, made of letters,
 * digits, `.`, `_`, `/` and `-` only, without empty, `.` and `..` components.
 */
export function isApplicablePath(path: string): boolean {
  return (
    /^[A-Za-z0-9._/-]+$/.test(path) &&
    path.split('/').every((component) => component !== '' && component !== '.' && component !== '..')
  );
}
