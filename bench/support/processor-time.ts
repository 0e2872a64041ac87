import { readFileSync } from 'node:fs';

/** Ticks of the kernel's clock in a second, as all of Linux has them. */
const ticksPerSecond = 100;

/** Milliseconds that a process has computed so far (Linux): what else the machine does leaves them as they are. */
export const processorMs = (pid: number): number => {
  // The name of the program, in brackets, may hold anything.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / ticksPerSecond;
};
