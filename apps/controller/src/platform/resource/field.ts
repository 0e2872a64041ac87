import type { Db, FieldErrors } from '@netloom/server-kit';
import type { Caller } from '../caller.ts';
import type { Scope } from '../tenancy.ts';

/** JSON Schema of a value, for the OpenAPI document. */
export type ValueSchema = Readonly<Record<string, unknown>>;

/** What a field may ask while it reads a value. */
export interface ReadContext {
  db: Db;
  caller: Caller;
  /** What the caller may refer to. */
  scope: Scope;
  /** The body was a form: all values are texts, and a JSON document comes as text. */
  isForm: boolean;
  /** PATCH. */
  isPartial: boolean;
}

/**
 * One field of a resource: how it is read from a body, how it is shown, how it is documented.
 * `Row` is what the resource's query (and its `complete`) gives.
 */
export interface Field<Row = never, Value = unknown> {
  /** What is shown, and what bodies may say unless `bodySchema` tells. */
  schema: ValueSchema;
  /** What OPTIONS calls it. Default: its name, in words. */
  label?: string | undefined;
  /** What OPTIONS tells of its values and the schema does not: a slug, or the ids of other objects. */
  kind?: 'slug' | 'reference' | undefined;
  /** What bodies may say, where that is something else than what is shown. */
  bodySchema?: ValueSchema | undefined;
  /** Shown, never read. */
  readOnly?: boolean | undefined;
  /** Read, never shown. */
  writeOnly?: boolean | undefined;
  /** Shown to whoever may see the object, but never in the audit log, which only tells that it changed. */
  secret?: true | undefined;
  /** May be absent from what is shown: `show` returns undefined for some rows. */
  optional?: true | undefined;
  /** Must be in the body of POST and PUT. */
  required?: boolean | undefined;
  /** May be null: for everybody, or for some callers. */
  nullable?: boolean | ((caller: Caller) => boolean) | undefined;
  /** What an absent key of a form means on POST and PUT (booleans: false, lists: empty). */
  formDefault?: Value;
  /** An empty value of a form is read like any other, instead of meaning null or nothing. */
  readsBlank?: true | undefined;
  /** Body to value. Throws `FieldError`. Null has been dealt with before. */
  read?: ((input: unknown, context: ReadContext) => Value | Promise<Value>) | undefined;
  /** The shown value. Absent: the row's property of the field's own name. */
  show?: ((row: Row, caller: Caller) => unknown) | undefined;
  /** Left out of what this caller sees and may write. */
  hiddenFrom?: ((caller: Caller) => boolean) | undefined;
}

/** A value is refused; the errors go under the field's name. */
export class FieldError extends Error {
  override name = 'FieldError';
  readonly errors: string[] | FieldErrors;

  constructor(errors: string | string[] | FieldErrors) {
    super('refused value');
    this.errors = typeof errors === 'string' ? [errors] : errors;
  }
}
