import { isIP } from 'node:net';
import { sql } from 'kysely';
import type { FieldErrors } from '@netloom/server-kit';
import { mayBeEmptyKey } from '../api-document.ts';
import type { Caller } from '../caller.ts';
import { includes } from '../tenancy.ts';
import { FieldError, type Field, type ReadContext, type ValueSchema } from './field.ts';
import { isEmailAddress } from './is-email-address.ts';
import { isWebAddress } from './is-web-address.ts';
import type { UploadedFile } from './read-body.ts';
import { typeName } from './type-name.ts';

export { typeName };

/** What most kinds of field may be told besides what is their own. */
interface Common<Row> {
  required?: boolean | undefined;
  nullable?: boolean | undefined;
  readOnly?: boolean | undefined;
  writeOnly?: boolean | undefined;
  secret?: true | undefined;
  optional?: true | undefined;
  help?: string;
  label?: string | undefined;
  kind?: Field<Row>['kind'];
  show?: ((row: Row, caller: Caller) => unknown) | undefined;
  hiddenFrom?: ((caller: Caller) => boolean) | undefined;
}

const describe = <Row>(
  schema: ValueSchema,
  { help, ...common }: Common<Row>,
): Pick<Field<Row>, 'schema'> & Omit<Common<Row>, 'help'> => ({
  ...common,
  schema: {
    ...schema,
    ...(help === undefined ? {} : { description: help }),
    ...(common.nullable ? orNull(schema) : {}),
    ...(common.readOnly ? { readOnly: true } : {}),
    ...(common.writeOnly ? { writeOnly: true } : {}),
  },
});

const orNull = (schema: ValueSchema): ValueSchema => {
  const types = [schema['type']].flat();
  if (schema['type'] === undefined || types.includes('null')) return {};
  return {
    type: [...types, 'null'],
    ...(Array.isArray(schema['enum']) ? { enum: [...(schema['enum'] as unknown[]), null] } : {}),
  };
};

const uuidPattern = /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;

/** Any usual spelling of a UUID in its canonical one; undefined when it is none. */
export const canonicalUuid = (text: string): string | undefined => {
  const stripped = text.replace(/^urn:uuid:/i, '').replace(/^\{(.*)\}$/, '$1');
  if (!uuidPattern.test(stripped)) return undefined;
  const hex = stripped.replaceAll('-', '').toLowerCase();
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};

/** A form that texts must have. What is no text at all does not have it either. */
interface TextForm {
  fits(value: string): boolean;
  problem: string;
}

interface TextRules {
  max?: number | undefined;
  blank?: boolean | undefined;
  trim?: boolean | undefined;
  /** Returns what is wrong with a non-blank value. */
  check?: ((value: string) => string | undefined) | undefined;
  form?: TextForm | undefined;
}

/**
 * Reads a text the way all text fields do: trimmed, numbers taken as text, lists and booleans refused.
 *
 * @throws FieldError with all that is wrong with it.
 */
export const readText = (input: unknown, rules: TextRules): string => {
  const { max, blank, trim, check, form } = rules;
  if (typeof input !== 'string' && typeof input !== 'number')
    throw new FieldError(form?.problem ?? 'Not a valid string.');
  const value = trim === false ? String(input) : String(input).trim();
  if (value === '' && !blank) throw new FieldError('This field may not be blank.');
  if (value === '') return value;
  const surrogate = /\p{Surrogate}/u.exec(value)?.[0];
  const problems = [
    check?.(value),
    max !== undefined && [...value].length > max
      ? `Ensure this field has no more than ${max} characters.`
      : undefined,
    value.includes('\0') ? 'Null characters are not allowed.' : undefined,
    surrogate === undefined
      ? undefined
      : `Surrogate characters are not allowed: U+${surrogate.charCodeAt(0).toString(16).toUpperCase()}.`,
    form === undefined || form.fits(value) ? undefined : form.problem,
  ].filter((problem) => problem !== undefined);
  // A check may have found what the length tells as well.
  if (problems.length > 0) throw new FieldError([...new Set(problems)]);
  return value;
};

/** Text of limited length. */
export const text = <Row>(
  options: Common<Row> & TextRules & { format?: string } = {},
): Field<Row, string> => {
  const { max, blank, trim, format, check, form, ...common } = options;
  const mayBeBlank = blank ?? !common.required;
  return {
    ...describe(
      {
        type: 'string',
        ...(max === undefined ? {} : { maxLength: max }),
        ...(format ? { format } : {}),
        ...(format && mayBeBlank ? { [mayBeEmptyKey]: true } : {}),
      },
      common,
    ),
    read: (input) => readText(input, { max, blank: mayBeBlank, trim, check, form }),
  };
};

export const email = <Row>(options: Common<Row> & { blank?: boolean } = {}): Field<Row, string> =>
  text({
    ...options,
    max: 254,
    format: 'email',
    form: { fits: isEmailAddress, problem: 'Enter a valid email address.' },
  });

export const url = <Row>(options: Common<Row> & { max?: number } = {}): Field<Row, string> =>
  text({
    ...options,
    max: options.max ?? 200,
    format: 'uri',
    form: { fits: isWebAddress, problem: 'Enter a valid URL.' },
  });

export const slug = <Row>(options: Common<Row> & { max?: number } = {}): Field<Row, string> =>
  text({
    ...options,
    max: options.max ?? 200,
    kind: 'slug',
    form: {
      fits: (value) => /^[-\w]+$/.test(value),
      problem: 'Enter a valid "slug" consisting of letters, numbers, underscores or hyphens.',
    },
  });

/** IPv4 or IPv6 address; blank means none. */
export const ipAddress = <Row>(options: Common<Row> = {}): Field<Row, string | null> => ({
  ...describe({ type: 'string' }, { nullable: true, ...options }),
  read: (input) => {
    const value = readText(input, { blank: true });
    if (value === '') return null;
    if (isIP(value) === 0) throw new FieldError('Enter a valid IPv4 or IPv6 address.');
    return value;
  },
});

const trueWords = new Set<unknown>([true, 1, '1', 't', 'true', 'y', 'yes', 'on']);
const falseWords = new Set<unknown>([false, 0, '0', 'f', 'false', 'n', 'no', 'off']);

export const bool = <Row>(options: Common<Row> = {}): Field<Row, boolean> => ({
  ...describe({ type: 'boolean' }, options),
  formDefault: false,
  read: (input) => {
    const value = typeof input === 'string' ? input.toLowerCase() : input;
    if (trueWords.has(value)) return true;
    if (falseWords.has(value)) return false;
    throw new FieldError('Must be a valid boolean.');
  },
});

export const integer = <Row>(
  options: Common<Row> & { min?: number; max?: number } = {},
): Field<Row, number> => {
  const { min, max, ...common } = options;
  return {
    ...describe(
      {
        type: 'integer',
        ...(min === undefined ? {} : { minimum: min }),
        ...(max === undefined ? {} : { maximum: max }),
      },
      common,
    ),
    read: (input) => {
      const value =
        typeof input === 'number' || (typeof input === 'string' && /^\s*[-+]?\d{1,15}(\.0*)?\s*$/.test(input))
          ? Number(input)
          : Number.NaN;
      if (!Number.isSafeInteger(value)) throw new FieldError('A valid integer is required.');
      if (min !== undefined && value < min)
        throw new FieldError(`Ensure this value is greater than or equal to ${min}.`);
      if (max !== undefined && value > max)
        throw new FieldError(`Ensure this value is less than or equal to ${max}.`);
      return value;
    },
  };
};

export const choice = <Row, const Word extends string>(
  words: readonly Word[],
  options: Common<Row> = {},
): Field<Row, Word> => ({
  ...describe({ type: 'string', enum: words }, options),
  read: (input) => {
    const found = words.find((word) => word === input);
    if (found !== undefined) return found;
    throw new FieldError(`"${valueText(input)}" is not a valid choice.`);
  },
});

/** `YYYY-MM-DD`, kept as text; zeros that are missing in front of a month or a day are added. */
export const date = <Row>(options: Common<Row> = {}): Field<Row, string> => ({
  ...describe({ type: 'string', format: 'date' }, options),
  read: (input) => {
    const [, year = '', month = '', day = ''] =
      /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typeof input === 'string' ? input : '') ?? [];
    const value = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    if (Number(year) > 0 && isDay(value)) return value;
    throw new FieldError('Date has wrong format. Use one of these formats instead: YYYY-MM-DD.');
  },
});

const isDay = (value: string): boolean => {
  const time = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(value);
};

/** Any JSON value; `check` narrows it (and throws FieldError). In a form it comes as text. */
export const json = <Row, Value>(
  options: Common<Row> & { schema?: ValueSchema; check: (value: unknown) => Value },
): Field<Row, Value> => {
  const { schema, check, ...common } = options;
  return {
    ...describe(schema ?? { type: 'object', additionalProperties: true }, common),
    read: (input, { isForm }) => check(isForm && typeof input === 'string' ? parseJsonText(input) : input),
  };
};

const parseJsonText = (input: string): unknown => {
  try {
    return JSON.parse(input) as unknown;
  } catch {
    throw new FieldError('Value must be valid JSON.');
  }
};

/**
 * A file of a multipart form. Its size is limited by the resource's `bodyLimit` already; `check` looks at the content
 * and returns what is wrong with it.
 */
export const file = <Row>(
  options: Omit<Common<Row>, 'writeOnly'> & { check?: (file: UploadedFile) => string | undefined } = {},
): Field<Row, UploadedFile> => {
  const { check, ...common } = options;
  return {
    ...describe({ type: 'string', format: 'binary' }, common),
    read: (input) => {
      if (!isUploadedFile(input)) {
        throw new FieldError('The submitted data was not a file. Check the encoding type on the form.');
      }
      const problem = input.content.length === 0 ? 'The submitted file is empty.' : check?.(input);
      if (problem !== undefined) throw new FieldError(problem);
      return input;
    },
  };
};

const isUploadedFile = (value: unknown): value is UploadedFile =>
  typeof value === 'object' && value !== null && 'content' in value && Buffer.isBuffer(value.content);

/** A field that is only shown; a date becomes ISO text by itself. */
export const shown = <Row>(schema: ValueSchema, options: Omit<Common<Row>, 'readOnly'> = {}): Field<Row> =>
  describe(schema, { ...options, readOnly: true });

export const idField = <Row>(): Field<Row> => shown({ type: 'string', format: 'uuid' });
export const timeField = <Row>(options: Omit<Common<Row>, 'readOnly'> = {}): Field<Row> =>
  shown({ type: 'string', format: 'date-time' }, options);

/** A value as an error text names it, the simple ones as Python writes them. */
const valueText = (value: unknown): string => {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  try {
    return JSON.stringify(value);
  } catch {
    // Nested too deeply for the stack.
    return '…';
  }
};

/** The error for an id that belongs to no object, or to none that the caller may refer to. */
export const invalidPk = (value: unknown): FieldError =>
  new FieldError(`Invalid pk "${valueText(value)}" - object does not exist.`);

/** Reads the id of a related object: a UUID in any usual spelling. */
export const readUuid = (input: unknown): string => {
  // As a number, a UUID is a whole one of 128 bits.
  const isNumber = typeof input === 'number' && Number.isInteger(input) && input >= 0 && input < 2 ** 128;
  if (isNumber || input === null) throw invalidPk(input);
  if (typeof input === 'boolean') throw new FieldError('Incorrect type. Expected pk value, received bool.');
  if (typeof input !== 'string') throw new FieldError(`“${valueText(input)}” is not a valid UUID.`);
  const id = canonicalUuid(input);
  if (id === undefined) throw new FieldError(`“${input}” is not a valid UUID.`);
  return id;
};

/** Where a related object lives, and who may refer to it. */
interface Related {
  table: string;
  /** Column with the organization of the related object; it must lie in the caller's scope. Absent: not narrowed. */
  organizationColumn?: string;
  /** Shared objects (no organization) may be chosen by everybody. Default false. */
  shared?: boolean;
}

/** The id of another object that the caller may refer to. */
export const related = <Row>(options: Common<Row> & Related): Field<Row, string | null> => {
  const { table, organizationColumn, shared, ...common } = options;
  return {
    ...describe({ type: 'string', format: 'uuid' }, { kind: 'reference', ...common }),
    read: async (input, context) => {
      if (input === '') {
        if (common.nullable) return null;
        throw new FieldError('This field may not be null.');
      }
      const id = readUuid(input);
      const [found] = await findRelated(
        [id],
        { table, ...(organizationColumn ? { organizationColumn } : {}) },
        context,
      );
      const visible =
        found && (organizationColumn === undefined || mayRefer(found.organization, shared ?? false, context));
      if (!visible) throw invalidPk(input);
      return id;
    },
  };
};

/** The ids of other objects, in the given order. */
export const relatedList = <Row>(options: Common<Row> & Related): Field<Row, string[]> => {
  const { table, organizationColumn, shared, ...common } = options;
  return {
    ...describe(
      { type: 'array', items: { type: 'string', format: 'uuid' } },
      { kind: 'reference', ...common },
    ),
    formDefault: [],
    read: async (input, context) => {
      const items = Array.isArray(input) ? (input as unknown[]) : context.isForm ? [input] : undefined;
      if (!items) throw new FieldError(`Expected a list of items but got type "${typeName(input)}".`);
      const ids = items.map(readUuid);
      const found = new Map(
        (
          await findRelated(ids, { table, ...(organizationColumn ? { organizationColumn } : {}) }, context)
        ).map((row) => [row.id, row]),
      );
      for (const [index, id] of ids.entries()) {
        const row = found.get(id);
        if (
          !row ||
          (organizationColumn !== undefined && !mayRefer(row.organization, shared ?? false, context))
        )
          throw invalidPk(items[index]);
      }
      return ids;
    },
  };
};

const mayRefer = (organization: string | null, shared: boolean, { scope, caller }: ReadContext): boolean =>
  organization === null ? shared || caller.isSuperuser : includes(scope, organization);

const findRelated = async (
  ids: readonly string[],
  { table, organizationColumn }: Related,
  { db }: ReadContext,
): Promise<{ id: string; organization: string | null }[]> => {
  if (ids.length === 0) return [];
  const organization =
    organizationColumn === undefined ? sql<null>`null` : sql.ref<string | null>(organizationColumn);
  const { rows } = await sql<{ id: string; organization: string | null }>`
    select id, ${organization} as organization from ${sql.table(table)} where id in (${sql.join(ids)})`.execute(
    db,
  );
  return rows;
};

/** The organization of an object. With `shared`, superusers may leave it out (null): shared with all organizations. */
export const organization = <Row>(
  options: { shared?: boolean; show?: Common<Row>['show'] } = {},
): Field<Row, string | null> => {
  const shared = options.shared ?? false;
  const choose = related<Row>({ table: 'openwisp_users_organization', organizationColumn: 'id' });
  return {
    ...describe<Row>(
      { type: 'string', format: 'uuid' },
      {
        nullable: shared,
        kind: 'reference',
        show: options.show ?? ((row) => (row as { organization_id: unknown }).organization_id),
      },
    ),
    nullable: (caller) => shared && caller.isSuperuser,
    // Left out by a non-superuser it would make a shared object: see `readInput`.
    required: !shared,
    read: (input, context) => {
      if (input !== '') return choose.read?.(input, context) ?? null;
      if (shared && context.caller.isSuperuser) return null;
      throw new FieldError('This field may not be null.');
    },
  };
};

/** Reads the fields of a nested object; errors are nested likewise. */
export const readNested = async (
  fields: Readonly<Record<string, Field>>,
  input: unknown,
  context: ReadContext,
  readFields: (
    fields: Readonly<Record<string, Field>>,
    body: Readonly<Record<string, unknown>>,
    context: ReadContext,
  ) => Promise<Record<string, unknown>>,
): Promise<Record<string, unknown>> => {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new FieldError({
      non_field_errors: [`Invalid data. Expected a dictionary, but got ${typeName(input)}.`],
    } satisfies FieldErrors);
  }
  return readFields(fields, input as Record<string, unknown>, context);
};
