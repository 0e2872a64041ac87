import { CommandError, type CommandResult, type RunCommand } from '../platform/commands/run-command.ts';
import { privilegedActions, type ActionName } from '../platform/privileged/actions.ts';
import type { HelperFailure } from '../platform/privileged/helper-failure.ts';
import { performStep } from '../platform/privileged/perform-step.ts';
import type { Box } from '../platform/privileged/privileged-action.ts';
import { stepOf } from '../platform/privileged/privileged.ts';
import { requireRootOwned } from './require-root-owned.ts';

/** What the helper needs to carry out an action. */
export interface HelperContext {
  box: Box;
  run: RunCommand;
}

/** Carries out the one action that a request (JSON: `name`, `params`) asks for, if it is in the list. */
export const answerRequest = async (
  request: string,
  { box, run }: HelperContext,
): Promise<CommandResult | HelperFailure> => {
  try {
    const { name, params } = parseRequest(request);
    const step = stepOf(name, params, box);
    // Whoever could write the list could have any program started as root.
    if (step.kind === 'start-listed') await requireRootOwned(step.listFile);
    return await performStep(step, run);
  } catch (error) {
    return failureOf(error);
  }
};

const parseRequest = (text: string): { name: ActionName; params: unknown } => {
  let request: unknown;
  try {
    request = JSON.parse(text);
  } catch {
    throw new Error('the request is not JSON');
  }
  if (typeof request !== 'object' || request === null) throw new Error('the request is not an object');
  const { name, params } = request as { name?: unknown; params?: unknown };
  if (typeof name !== 'string' || !Object.hasOwn(privilegedActions, name))
    throw new Error(`${JSON.stringify(name)} is no action of the list`);
  return { name: name as ActionName, params };
};

/** What the service needs to tell the failure as if it had happened in itself. */
export const failureOf = (error: unknown): HelperFailure => {
  const failure = error instanceof Error ? error.message : String(error);
  if (error instanceof CommandError) return { failure, fault: error.fault, ...error.result };
  const { code } = error as NodeJS.ErrnoException;
  return { failure, ...(code === undefined ? {} : { code }) };
};
