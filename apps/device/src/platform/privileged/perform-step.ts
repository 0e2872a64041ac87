import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { CommandResult, RunCommand } from '../commands/run-command.ts';
import type { PrivilegedStep } from './privileged-step.ts';

const done: CommandResult = { stdout: '', stderr: '', exitCode: 0 };

/** Carries out one step. @throws CommandError, or the error of the file system. */
export const performStep = async (step: PrivilegedStep, run: RunCommand): Promise<CommandResult> => {
  switch (step.kind) {
    case 'run':
      return run(step.argv, {
        ...(step.input === undefined ? {} : { input: step.input }),
        ...(step.timeoutMs === undefined ? {} : { timeoutMs: step.timeoutMs }),
      });
    case 'write':
      await writeWhole(step.path, step.content, step.mode);
      return done;
    case 'remove':
      await rm(step.path, { force: true });
      return done;
  }
};

const writeWhole = async (path: string, content: string, mode: number): Promise<void> => {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    const file = await open(temporary, 'wx', mode);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
};
