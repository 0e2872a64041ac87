import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from '@netloom/server-kit/testing';
import { runCommand, type RunCommand } from '../platform/commands/run-command.ts';
import { isRequired } from './is-required.ts';

/** A network namespace of a test's own, with a loopback that is up and nothing else. */
export interface TestNamespace {
  name: string;
  /** Runs programs inside: for `startTestDevice({}, { run })`. */
  run: RunCommand;
  /** Runs one program inside and gives its output; the words are split at spaces. */
  exec(command: string): Promise<string>;
  /** Shows the `/sys` of the namespace below a folder that stands for `/`. */
  mountSys(root: string): void;
  /** With all interfaces in it. */
  remove(): Promise<void>;
}

/** Whether tests can make network namespaces; `NETLOOM_TEST_REQUIRE=netns` makes it true in any case. */
export const canMakeNamespaces = (): boolean => {
  if (isRequired('netns')) return true;
  const ip = findProgram('ip');
  if (ip === undefined || process.getuid?.() !== 0) return false;
  const name = newName();
  try {
    execFileSync(ip, ['netns', 'add', name], { stdio: 'ignore' });
    execFileSync(ip, ['netns', 'delete', name], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** Makes a network namespace. Call `remove` at the end. */
export const makeNamespace = async (): Promise<TestNamespace> => {
  const name = newName();
  await runCommand(['ip', 'netns', 'add', name]);
  const mounts: string[] = [];
  const run: RunCommand = (argv, options) => runCommand(['ip', 'netns', 'exec', name, ...argv], options);
  const exec = async (command: string): Promise<string> => {
    const [program = '', ...args] = command.split(' ');
    return (await run([program, ...args])).stdout;
  };
  await exec('ip link set lo up');
  return {
    name,
    run,
    exec,
    mountSys: (root) => {
      const folder = join(root, 'sys');
      mkdirSync(folder, { recursive: true });
      // Which devices a sysfs shows is settled by the namespace of whoever mounts it.
      execFileSync('nsenter', [`--net=/run/netns/${name}`, 'mount', '-t', 'sysfs', 'sysfs', folder]);
      mounts.push(folder);
    },
    remove: async () => {
      for (const folder of mounts) execFileSync('umount', ['-l', folder]);
      await runCommand(['ip', 'netns', 'delete', name]);
    },
  };
};

const newName = (): string => `nl-${process.pid}-${randomBytes(3).toString('hex')}`;
