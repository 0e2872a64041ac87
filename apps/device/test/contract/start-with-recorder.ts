import { startTestDevice } from '../../src/testing/index.ts';
import { recordCommands, type CommandRecorder } from '../../src/testing/record-commands.ts';
import type { Case, Stage } from './contract.ts';

/** A box whose programs are only noted. */
export interface RecorderStage extends Stage {
  failing: CommandRecorder['failing'];
}

/** @param answer what a command prints, by its line */
export const startWithRecorder = async (answer: (line: string) => string): Promise<RecorderStage> => {
  const { failing, run } = recordCommands(answer);
  const device = await startTestDevice({}, { run });
  return { device, failing, stop: () => device.stop() };
};

/** What programs say that fail, as it is told. */
export const said = 'no (exit code 2)';

/** A case in which the commands that fit fail. */
export const whileFailing = (command: RegExp): Pick<Case<RecorderStage>, 'arrange' | 'restore'> => ({
  arrange: ({ failing }) => failing.set(command, 'no'),
  restore: ({ failing }) => failing.clear(),
});

/** The answer where the reason is only in the log. */
export const internalError = { status: 500, answer: 'Internal Server Error' };
