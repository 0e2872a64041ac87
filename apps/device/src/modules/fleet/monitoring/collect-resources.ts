import { readFile, statfs } from 'node:fs/promises';
import { cpus } from 'node:os';

const kibibyte = 1024;

interface Disk {
  filesystem: string;
  mount_point: string;
  size_bytes: number;
  used_bytes: number;
  available_bytes: number;
  used_percent: number;
}

/** Load, memory and disks of this box. Bytes throughout. */
export const collectResources = async (): Promise<Readonly<Record<string, unknown>>> => {
  const [load, memory, mounts] = await Promise.all([
    readFile('/proc/loadavg', 'utf8'),
    readFile('/proc/meminfo', 'utf8'),
    readFile('/proc/self/mounts', 'utf8'),
  ]);
  const disk = await collectDisks(mounts);
  return {
    load: load.split(' ').slice(0, 3).map(Number),
    cpus: Math.max(1, cpus().length),
    ...readMemory(memory),
    ...(disk.length === 0 ? {} : { disk }),
  };
};

/** The fields of `/proc/meminfo` (proc(5)) that the document has. */
export const readMemory = (text: string) => {
  const bytes = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0) * kibibyte;
  return {
    memory: {
      total: bytes('MemTotal'),
      free: bytes('MemFree'),
      shared: bytes('Shmem'),
      buffered: bytes('Buffers'),
      available: bytes('MemAvailable'),
      cached: bytes('Cached'),
    },
    swap: { total: bytes('SwapTotal'), free: bytes('SwapFree') },
  };
};

/** File systems on devices: the others have no size of their own. */
const collectDisks = async (mounts: string): Promise<Disk[]> => {
  const seen = new Set<string>();
  const places = mounts.split('\n').flatMap((line) => {
    const [filesystem = '', mountPoint = ''] = line.split(' ').map(unescape);
    if (!filesystem.startsWith('/dev/') || filesystem.startsWith('/dev/loop') || seen.has(filesystem))
      return [];
    seen.add(filesystem);
    return [{ filesystem, mountPoint }];
  });
  const disks = await Promise.all(
    places.map(async ({ filesystem, mountPoint }): Promise<Disk[]> => {
      const found = await statfs(mountPoint).catch(() => undefined);
      if (found === undefined || found.blocks === 0) return [];
      const size = found.blocks * found.bsize;
      const used = (found.blocks - found.bfree) * found.bsize;
      const available = found.bavail * found.bsize;
      return [
        {
          filesystem,
          mount_point: mountPoint,
          size_bytes: size,
          used_bytes: used,
          available_bytes: available,
          // As df rounds it: up, and of what users may have.
          used_percent: used + available === 0 ? 0 : Math.ceil((used * 100) / (used + available)),
        },
      ];
    }),
  );
  return disks.flat();
};

/** The kernel writes blanks in names as `\040`. */
const unescape = (text: string): string =>
  text.replace(/\\([0-7]{3})/g, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 8)));
