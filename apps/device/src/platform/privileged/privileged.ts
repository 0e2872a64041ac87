import { CommandError, type CommandResult, type RunCommand } from '../commands/run-command.ts';
import type { Reading } from '../model/model.ts';
import { privilegedActions, type ActionName, type ActionParams } from './actions.ts';
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

export const createPrivileged = (box: Box, run: RunCommand): Privileged => ({
  perform: async (name, params) => {
    const [program, ...args] = box.settings.helper;
    if (program === undefined) return performStep(stepOf(name, params, box), run);
    const { stdout } = await run([program, ...args], {
      input: JSON.stringify({ name, params }),
      timeoutMs: helperTimeoutMs,
    });
    const outcome = JSON.parse(stdout) as CommandResult & { failure?: string };
    if (outcome.failure !== undefined)
      throw new CommandError([program, ...args], 'exit', outcome.failure, outcome);
    return outcome;
  },
});

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
