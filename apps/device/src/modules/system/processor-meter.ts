import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Counts of clock ticks since the start of the kernel. */
export interface ProcessorTicks {
  idle: number;
  total: number;
}

/** Tells how busy the processors were since the last look, or for a moment when that was long ago. */
export interface ProcessorMeter {
  /** Like `2.98%`. @throws Error when the kernel does not tell. */
  read(): Promise<string>;
}

/** The least time, in milliseconds, over which something can be said. */
const shortestWindow = 500;
const longestWindow = 60_000;

/** @param procDir folder of the kernel's process file system. */
export const createProcessorMeter = (procDir: string): ProcessorMeter => {
  let last: { at: number; ticks: ProcessorTicks } | undefined;
  const look = async () => ({
    at: performance.now(),
    ticks: processorTicks(await readFile(join(procDir, 'stat'), 'utf8')),
  });
  return {
    read: async () => {
      const before = last !== undefined && performance.now() - last.at < longestWindow ? last : await look();
      const wait = before.at + shortestWindow - performance.now();
      if (wait > 0) await sleep(wait);
      const now = await look();
      last = now;
      return busyText(before.ticks, now.ticks);
    },
  };
};

/**
 * The line of all processors of /proc/stat: user, nice, system, idle, waiting for devices, interrupts (two kinds),
 * stolen. Ticks of guests are part of user and nice.
 *
 * @throws Error when there is no such line.
 */
export const processorTicks = (stat: string): ProcessorTicks => {
  const counts = /^cpu +(.*)$/m.exec(stat)?.[1]?.split(' ').map(Number).slice(0, 8);
  const idle = counts?.[3];
  if (counts === undefined || idle === undefined || counts.some((count) => !Number.isFinite(count)))
    throw new Error('the kernel tells nothing of its processors');
  return { idle, total: counts.reduce((sum, count) => sum + count, 0) };
};

/** How busy processors were between two looks: what was not idle, with two decimals, but `0%` and `100%`. */
export const busyText = (before: ProcessorTicks, after: ProcessorTicks): string => {
  const total = after.total - before.total;
  if (total <= 0) throw new Error('no tick has passed');
  // A counter of idle ticks may go back a little.
  const idleShare = Math.min(1, Math.max(0, (after.idle - before.idle) / total));
  const idle = Math.round(idleShare * 10_000) / 100;
  if (idle === 100) return '0%';
  return idle === 0 ? '100%' : `${(100 - idle).toFixed(2)}%`;
};
