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
  if (Object.keys(errors).length > 0) throw badRequest(errors);
  return values;
};

const readField = async (
  name: string,
  field: Field,
  body: Readonly<Record<string, unknown>>,
  context: ReadContext,
): Promise<unknown> => {
  const input = Object.hasOwn(body, name) ? body[name] : undefined;
  if (input === undefined) {
    if (context.isPartial) return undefined;
    if (context.isForm && field.formDefault !== undefined) return field.formDefault;
    if (field.required) throw new FieldError('This field is required.');
    return undefined;
  }
  if (input === null) {
    if (field.nullable) return null;
    throw new FieldError('This field may not be null.');
  }
  return field.read?.(input, context);
};
