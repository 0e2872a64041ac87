import { CommandError, type Argv, type CommandResult, type RunCommand } from '../commands/run-command.ts';
import type { Reading } from '../model/model.ts';
import { privilegedActions, type ActionName, type ActionParams } from './actions.ts';
import type { HelperFailure } from './helper-failure.ts';
import { performStep } from './perform-step.ts';
import type { Box, PrivilegedAction } from './privileged-action.ts';
import type { PrivilegedStep } from './privileged-step.ts';

/** The one way to change the system. */
export interface Privileged {
  /**
   * Carries out an action of the list, here or through the helper.
   *
   * @throws CommandError when it fails.
   */
  perform<Name extends ActionName>(name: Name, params: ActionParams<Name>): Promise<CommandResult>;
}

const helperTimeoutMs = 120_000;
/** A file that was read may come back escaped. */
const helperMaximumOutput = 32 * 1024 * 1024;

/** Carries the listed actions out, by the helper program if the settings name one. */
export const createPrivileged = (box: Box, run: RunCommand): Privileged => ({
  perform: async (name, params) => {
    const [program, ...args] = box.settings.helper;
    if (program === undefined) return performStep(stepOf(name, params, box), run);
    const command = [program, ...args] as const;
    const { stdout } = await run(command, {
      input: JSON.stringify({ name, params }),
      timeoutMs: helperTimeoutMs,
      maximumOutput: helperMaximumOutput,
    });
    const outcome = JSON.parse(stdout) as CommandResult | HelperFailure;
    if ('failure' in outcome) throw errorOf(command, outcome);
    return outcome;
  },
});

/** A failure in the helper as it would have been in the service itself. */
const errorOf = (argv: Argv, { failure, fault, code, ...result }: HelperFailure): Error => {
  if (code !== undefined) return Object.assign(new Error(failure), { code });
  const { stdout = '', stderr = '', exitCode = -1 } = result;
  return new CommandError(argv, fault ?? 'not-allowed', failure, { stdout, stderr, exitCode });
};

/**
 * The step of an action, its parameters checked.
 *
 * @throws Error that names the parameter which is not allowed.
 */
export const stepOf = (name: ActionName, params: unknown, box: Box): PrivilegedStep => {
  const action = privilegedActions[name] as unknown as PrivilegedAction<unknown>;
  const reading: Reading = { problems: [] };
  const checked = action.params.read(params, [], reading);
  const [problem] = reading.problems;
  if (problem) throw new Error(`${name}: ${problem.loc.join('.')}: ${problem.msg}`);
  return action.step(checked, box);
};
