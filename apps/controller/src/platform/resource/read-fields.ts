import { badRequest, HttpError, type FieldErrors } from '@netloom/server-kit';
import { FieldError, type Field, type ReadContext } from './field.ts';

/**
 * Reads a body by the fields of a resource. All errors are collected. Keys that are no fields are ignored; so are
 * fields that are read-only or hidden from the caller.
 *
 * @throws HttpError 400 with errors by field.
 */
export const readFields = async (
  fields: Readonly<Record<string, Field>>,
  body: Readonly<Record<string, unknown>>,
  context: ReadContext,
): Promise<Record<string, unknown>> => {
  const { values, errors } = await tryFields(fields, body, context);
  if (Object.keys(errors).length > 0) throw badRequest(errors);
  return values;
};

/** The values of the fields that could be read, and what is wrong with the others. */
export const tryFields = async (
  fields: Readonly<Record<string, Field>>,
  body: Readonly<Record<string, unknown>>,
  context: ReadContext,
): Promise<{ values: Record<string, unknown>; errors: FieldErrors }> => {
  const values: Record<string, unknown> = {};
  const errors: FieldErrors = {};
  for (const [name, field] of Object.entries(fields)) {
    if (field.readOnly || field.hiddenFrom?.(context.caller)) continue;
    try {
      const value = await readField(name, field, body, context);
      if (value !== undefined) values[name] = value;
    } catch (error) {
      if (error instanceof FieldError) errors[name] = error.errors;
      else if (error instanceof HttpError && error.status === 400) errors[name] = error.body as FieldErrors;
      else throw error;
    }
  }
  return { values, errors };
};

const readField = async (
  name: string,
  field: Field,
  body: Readonly<Record<string, unknown>>,
  context: ReadContext,
): Promise<unknown> => {
  const given = Object.hasOwn(body, name) ? body[name] : undefined;
  const mayBeNull =
    typeof field.nullable === 'function' ? field.nullable(context.caller) : (field.nullable ?? false);
  const input = context.isForm ? readFormValue(field, given, mayBeNull) : given;
  if (input === undefined) {
    if (context.isPartial) return undefined;
    if (context.isForm && given === undefined && field.formDefault !== undefined) return field.formDefault;
    if (field.required) throw new FieldError('This field is required.');
    return undefined;
  }
  if (input === null) {
    if (mayBeNull) return null;
    throw new FieldError('This field may not be null.');
  }
  return field.read?.(input, context);
};

/**
 * Forms know neither null nor "left out": an empty box means one of them, except where a text is wanted. Of a key that
 * is repeated the last value counts, unless a list is wanted.
 */
const readFormValue = (
  { schema, required, readsBlank }: Field,
  given: unknown,
  mayBeNull: boolean,
): unknown => {
  const types = [schema['type']].flat();
  const last: unknown = Array.isArray(given) && !types.includes('array') ? given.at(-1) : given;
  if (last !== '' || readsBlank) return last;
  const wantsText =
    types.includes('string') && schema['enum'] === undefined && !notJustText.has(schema['format']);
  if (wantsText || schema['type'] === undefined) return last;
  if (mayBeNull) return null;
  return required ? last : undefined;
};

const notJustText = new Set<unknown>(['uuid', 'date', 'date-time']);
