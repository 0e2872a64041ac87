import type { StatsFs } from 'node:fs';

/**
 * `used/totalMB percent%` of /proc/meminfo, with the numbers of `free -m`: used is what is not available for programs.
 *
 * @throws Error when a number is missing.
 */
export const memoryText = (meminfo: string): string => {
  const kibibytes = (name: string): number => {
    const found = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(meminfo)?.[1];
    if (found === undefined) throw new Error(`no ${name} in meminfo`);
    return Number(found);
  };
  const total = kibibytes('MemTotal');
  const usedMebibytes = Math.floor(Math.max(0, total - kibibytes('MemAvailable')) / 1024);
  const totalMebibytes = Math.floor(total / 1024);
  return `${usedMebibytes}/${totalMebibytes}MB ${((usedMebibytes / totalMebibytes) * 100).toFixed(2)}%`;
};

/** `used/sizeGB percent%` of a file system, with the numbers of `df -h` without their fractions. */
export const diskText = ({ bsize, blocks, bfree, bavail }: Pick<StatsFs, DiskField>): string => {
  const used = blocks - bfree;
  const percent = used + bavail === 0 ? 0 : Math.ceil((used / (used + bavail)) * 100);
  return `${wholeGibibytes(used * bsize)}/${wholeGibibytes(blocks * bsize)}GB ${percent}%`;
};

type DiskField = 'bsize' | 'blocks' | 'bfree' | 'bavail';

/** df rounds up: below 10 to a tenth, of which the whole part is taken here, and from there on to a whole number. */
const wholeGibibytes = (bytes: number): number => {
  const gibibytes = bytes / 1024 ** 3;
  const tenths = Math.ceil(gibibytes * 10);
  return tenths < 100 ? Math.floor(tenths / 10) : Math.ceil(gibibytes);
};

/** Degrees Celsius with a tenth, like `48.7C`; kernels tell thousandths of a degree. @throws Error for what is no number. */
export const temperatureText = (text: string): string => {
  const value = Number(text.trim());
  if (text.trim() === '' || !Number.isFinite(value)) throw new Error('not a temperature');
  return `${(value > 1000 ? value / 1000 : value).toFixed(1)}C`;
};

/** Units as `uptime -p` counts them: a year has 52 weeks. */
const units = [
  ['y', 52 * 7 * 24 * 60],
  ['w', 7 * 24 * 60],
  ['d', 24 * 60],
  ['h', 60],
  ['m', 1],
] as const;

/** `1d 2h 5m` of /proc/uptime: units that are zero are left out, and `0m` is the least. @throws Error for what is no number. */
export const uptimeText = (text: string): string => {
  const seconds = Number.parseFloat(text);
  if (!Number.isFinite(seconds)) throw new Error('not an uptime');
  let minutes = Math.floor(seconds / 60);
  const parts: string[] = [];
  for (const [unit, size] of units) {
    const count = Math.floor(minutes / size);
    minutes -= count * size;
    if (count > 0) parts.push(`${count}${unit}`);
  }
  return parts.length > 0 ? parts.join(' ') : '0m';
};
