import { setTimeout as sleep } from 'node:timers/promises';
import { findProcesses, readProcess, type FoundProcess, type ProcessMatch } from './find-processes.ts';

/** Milliseconds that a process has to end by itself. */
const graceMs = 3000;

/** Ends the processes that match: they are asked to end, then made to. Gives their numbers when they have ended. */
export const stopProcesses = async (match: ProcessMatch): Promise<number[]> => {
  const found = await findProcesses(match);
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    for (const one of found) await send(one, signal);
    const until = Date.now() + graceMs;
    while ((await running(found)).length > 0 && Date.now() < until) await sleep(20);
  }
  return found.map(({ pid }) => pid);
};

/** To its whole group where it leads one: what it has started ends with it. */
const send = async ({ pid, startedAt, leadsGroup }: FoundProcess, signal: NodeJS.Signals): Promise<void> => {
  if ((await readProcess(pid))?.startedAt !== startedAt) return;
  try {
    process.kill(leadsGroup ? -pid : pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};

const running = async (found: readonly FoundProcess[]): Promise<FoundProcess[]> => {
  const now = await Promise.all(found.map(({ pid }) => readProcess(pid)));
  return found.filter(({ startedAt }, position) => now[position]?.startedAt === startedAt);
};
