import type { Db } from '@netloom/server-kit';
import type { FastifyRequest } from 'fastify';
import type { Caller } from '../../../platform/caller.ts';
import { readBody, readFields, type Field } from '../../../platform/resource/index.ts';

/** Nobody in particular: fields that refer to no object ask nothing of their caller. */
const nobody: Caller = {
  userId: '',
  username: '',
  isSuperuser: false,
  isStaff: false,
  memberships: new Map(),
  permissions: new Set(),
  via: 'session',
};

type Values<Fields extends Record<string, Field>> = {
  [Name in keyof Fields]: Fields[Name] extends Field<never, infer Value> ? Value : never;
};

/**
 * The body of an operation, by fields that refer to no object. All fields must be `required`, or have no value
 * (undefined) when they are absent.
 *
 * @throws HttpError 400 with errors by field.
 */
export const readValues = async <Fields extends Record<string, Field>>(
  db: Db,
  request: FastifyRequest,
  fields: Fields,
): Promise<Values<Fields>> => {
  const { values, isForm } = await readBody(request);
  const read = await readFields(fields, values, {
    db,
    caller: nobody,
    scope: { kind: 'organizations', ids: [], shared: false },
    isForm,
    isPartial: false,
  });
  return read as Values<Fields>;
};
