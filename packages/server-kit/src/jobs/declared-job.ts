import type { JobDefinition } from './job-queue.ts';

/** A job's definition with every default filled in. Its data is whatever JSON holds. */
export type DeclaredJob = Required<JobDefinition<unknown>> & {
  backoff: Required<NonNullable<JobDefinition<unknown>['backoff']>>;
};

const namePattern = /^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+$/;

/** Fills in the defaults. Throws a RangeError that names the field when a definition makes no sense. */
export const declareJob = <Data>(definition: JobDefinition<Data>): DeclaredJob => {
  if (!namePattern.test(definition.name))
    throw new RangeError(`job ${definition.name}: name must look like module.verb-object`);
  const { backoff = { type: 'exponential', ms: 1000 } } = definition;
  const declared: DeclaredJob = {
    name: definition.name,
    queue: definition.queue ?? 'default',
    concurrency: definition.concurrency ?? 1,
    timeoutMs: definition.timeoutMs ?? 60_000,
    attempts: definition.attempts ?? 5,
    backoff: { type: backoff.type, ms: backoff.ms, maxMs: backoff.maxMs ?? 600_000 },
    // What `enqueue` of the same definition took: JSON keeps its shape.
    run: (data, context) => definition.run(data as Data, context),
  };
  for (const field of ['concurrency', 'timeoutMs', 'attempts'] as const) {
    if (!Number.isSafeInteger(declared[field]) || declared[field] < 1) {
      throw new RangeError(`job ${definition.name}: ${field} must be a whole number of 1 or more`);
    }
  }
  return declared;
};
