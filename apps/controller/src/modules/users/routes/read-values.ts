import { badRequest, type Db, type FieldErrors } from '@netloom/server-kit';
import type { Caller } from '../../../platform/caller.ts';
import type { Field } from '../../../platform/resource/index.ts';
import type { Body } from '../../../platform/resource/read-body.ts';
import { tryFields } from '../../../platform/resource/read-fields.ts';

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
 * What the body of an operation says, by fields that refer to no object, and what is wrong with it. Those that are not
 * `required` may be absent.
 */
export const tryValues = async <Fields extends Record<string, Field>>(
  db: Db,
  { values: body, isForm }: Body,
  fields: Fields,
): Promise<{ values: Partial<Values<Fields>>; errors: FieldErrors }> => {
  const { values, errors } = await tryFields(fields, body, {
    db,
    caller: nobody,
    scope: { kind: 'organizations', ids: [], shared: false },
    isForm,
    isPartial: false,
  });
  return { values: values as Partial<Values<Fields>>, errors };
};

/**
 * The same, where nothing may be wrong.
 *
 * @throws HttpError 400 with errors by field.
 */
export const readSomeValues = async <Fields extends Record<string, Field>>(
  db: Db,
  body: Body,
  fields: Fields,
): Promise<Partial<Values<Fields>>> => {
  const { values, errors } = await tryValues(db, body, fields);
  if (Object.keys(errors).length > 0) throw badRequest(errors);
  return values;
};

/**
 * The same for fields that must all be there.
 *
 * @throws HttpError 400 with errors by field.
 */
export const readValues = async <Fields extends Record<string, Field>>(
  db: Db,
  body: Body,
  fields: Fields,
): Promise<Values<Fields>> => {
  const required = Object.entries(fields).map(([name, field]) => [name, { ...field, required: true }]);
  return (await readSomeValues(db, body, Object.fromEntries(required) as Fields)) as Values<Fields>;
};
