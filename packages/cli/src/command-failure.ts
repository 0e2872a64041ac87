/** A command could not do its work for a reason that the operator can mend: told in one line, exit code 1. */
export class CommandFailure extends Error {
  override name = 'CommandFailure';
}

/** Errors of the controller that are written for operators: their message says it all. */
const operatorErrors = new Set(['CommandFailure', 'SettingsError', 'SecretKeyError', 'NewerDatabaseError']);

export const isForOperator = (error: unknown): error is Error =>
  error instanceof Error && operatorErrors.has(error.name);
