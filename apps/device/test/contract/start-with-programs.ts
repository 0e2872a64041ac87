import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from '@netloom/server-kit/testing';
import { startTestDevice } from '../../src/testing/index.ts';
import { writeProgram } from '../../src/testing/write-program.ts';
import type { Case, Stage } from './contract.ts';

/** A box whose programs are shell scripts. */
export interface ProgramStage extends Stage {
  /** Makes a program do something else; undefined takes it away. */
  setProgram(name: string, script: string | undefined): void;
  /** Makes all programs do again what they did at first. */
  resetPrograms(): void;
}

const settingOf = (name: string): string => `NETLOOM_PROGRAM_${name.toUpperCase().replaceAll('-', '_')}`;

/** @param programs scripts by the names of the programs */
export const startWithPrograms = async (
  programs: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
): Promise<ProgramStage> => {
  const folder = makeTemporaryFolder('programs');
  const setProgram: ProgramStage['setProgram'] = (name, script) => {
    if (script === undefined) rmSync(join(folder, name));
    else writeProgram(folder, name, script);
  };
  const resetPrograms = () => {
    for (const [name, script] of Object.entries(programs)) setProgram(name, script);
  };
  resetPrograms();
  const paths = Object.keys(programs).map((name) => [settingOf(name), join(folder, name)]);
  const device = await startTestDevice({ ...Object.fromEntries(paths), ...env });
  return {
    device,
    setProgram,
    resetPrograms,
    stop: async () => {
      await device.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** A case in which a program does something else. */
export const whileProgram = (
  name: string,
  script: string | undefined,
): Pick<Case<ProgramStage>, 'arrange' | 'restore'> => ({
  arrange: ({ setProgram }) => setProgram(name, script),
  restore: ({ resetPrograms }) => resetPrograms(),
});
