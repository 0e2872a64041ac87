import { readFile } from 'node:fs/promises';

/** Names the time since the kernel started: what was noted under another name is gone. */
export const bootId = async (): Promise<string> =>
  (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
