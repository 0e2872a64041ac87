import { valueError, type Problem } from './problem.ts';

/** JSON Schema of a value, for the API's document. */
export type Schema = Readonly<Record<string, unknown>>;

export type Location = Problem['loc'];

/** What `Model.read` gives: the value, or nothing when it has added to `problems`. */
export interface Reading {
  problems: Problem[];
}

/** How a value from outside is checked and understood, and how it is documented: one declaration for both. */
export interface Model<Value> {
  schema: Schema;
  /** Reads `input`; what is wrong is added to `reading.problems`, and the returned value is then not to be used. */
  read(input: unknown, loc: Location, reading: Reading): Value;
  /** What an absent key stands for; without it the key is required. */
  absent?: { value: Value };
}

/** The value that a model yields. */
export type ValueOf<Of> = Of extends Model<infer Value> ? Value : never;

const unusable = undefined as never;

const fault = (reading: Reading, problem: Problem): never => {
  reading.problems.push(problem);
  return unusable;
};

/** A text. Numbers are not taken for texts. */
export const text = (
  options: { pattern?: RegExp; fault?: string; description?: string } = {},
): Model<string> => ({
  schema: {
    type: 'string',
    ...(options.pattern ? { pattern: options.pattern.source } : {}),
    ...(options.description ? { description: options.description } : {}),
  },
  read: (input, loc, reading) => {
    if (typeof input !== 'string')
      return fault(reading, { type: 'string_type', loc, msg: 'Input should be a valid string', input });
    if (options.pattern && !options.pattern.test(input)) {
      const why = options.fault ?? 'Input has characters that are not allowed';
      return fault(reading, valueError(loc, why, input));
    }
    return input;
  },
});

/** A whole number; `"36"` counts as one, as clients that build queries expect. */
export const integer = (
  options: { min?: number; max?: number; description?: string } = {},
): Model<number> => ({
  schema: {
    type: 'integer',
    ...(options.min === undefined ? {} : { minimum: options.min }),
    ...(options.max === undefined ? {} : { maximum: options.max }),
    ...(options.description ? { description: options.description } : {}),
  },
  read: (input, loc, reading) => {
    const { min = -Infinity, max = Infinity } = options;
    const value = toInteger(input);
    if (value === undefined) return fault(reading, integerFault(input, loc));
    if (value < min)
      return fault(reading, {
        type: 'greater_than_equal',
        loc,
        msg: `Input should be greater than or equal to ${min}`,
        input,
        ctx: { ge: min },
      });
    if (value > max)
      return fault(reading, {
        type: 'less_than_equal',
        loc,
        msg: `Input should be less than or equal to ${max}`,
        input,
        ctx: { le: max },
      });
    return value;
  },
});

const toInteger = (input: unknown): number | undefined => {
  if (typeof input === 'boolean') return Number(input);
  if (typeof input === 'number') return Number.isSafeInteger(input) ? input : undefined;
  if (typeof input !== 'string' || !/^\s*[+-]?\d+(\.0+)?\s*$/.test(input)) return undefined;
  const value = Number(input);
  return Number.isSafeInteger(value) ? value : undefined;
};

const integerFault = (input: unknown, loc: Location): Problem => {
  if (typeof input === 'string')
    return {
      type: 'int_parsing',
      loc,
      msg: 'Input should be a valid integer, unable to parse string as an integer',
      input,
    };
  if (typeof input === 'number')
    return {
      type: 'int_from_float',
      loc,
      msg: 'Input should be a valid integer, got a number with a fractional part',
      input,
    };
  return { type: 'int_type', loc, msg: 'Input should be a valid integer', input };
};

const booleanWords = new Map([
  ...['1', 'true', 't', 'yes', 'y', 'on'].map((word) => [word, true] as const),
  ...['0', 'false', 'f', 'no', 'n', 'off'].map((word) => [word, false] as const),
]);

/** True or false, also as one of the usual words in any case. */
export const boolean = (options: { description?: string } = {}): Model<boolean> => ({
  schema: { type: 'boolean', ...(options.description ? { description: options.description } : {}) },
  read: (input, loc, reading) => {
    if (typeof input === 'boolean') return input;
    if (typeof input === 'string' || input === 0 || input === 1) {
      const value = booleanWords.get(String(input).toLowerCase());
      if (value !== undefined) return value;
    }
    return typeof input === 'string' || typeof input === 'number'
      ? fault(reading, {
          type: 'bool_parsing',
          loc,
          msg: 'Input should be a valid boolean, unable to interpret input',
          input,
        })
      : fault(reading, { type: 'bool_type', loc, msg: 'Input should be a valid boolean', input });
  },
});

/** One of a few words. */
export const choice = <const Word extends string>(words: readonly [Word, ...Word[]]): Model<Word> => ({
  schema: { type: 'string', enum: words },
  read: (input, loc, reading) => {
    const found = words.find((word) => word === input);
    if (found !== undefined) return found;
    const quoted = words.map((word) => `'${word}'`);
    const last = quoted.at(-1) ?? '';
    const expected = quoted.length > 1 ? `${quoted.slice(0, -1).join(', ')} or ${last}` : last;
    return fault(reading, {
      type: 'enum',
      loc,
      msg: `Input should be ${expected}`,
      input,
      ctx: { expected },
    });
  },
});

/** Values of one kind in order, at most `maximum` of them. */
export const list = <Item>(item: Model<Item>, maximum = 1000): Model<Item[]> => ({
  schema: { type: 'array', items: item.schema, maxItems: maximum },
  read: (input, loc, reading) => {
    if (!Array.isArray(input))
      return fault(reading, { type: 'list_type', loc, msg: 'Input should be a valid list', input });
    if (input.length > maximum)
      return fault(reading, {
        type: 'too_long',
        loc,
        msg: `List should have at most ${maximum} items after validation, not ${input.length}`,
        input: null,
        ctx: { field_type: 'List', max_length: maximum, actual_length: input.length },
      });
    return input.map((entry, position) => item.read(entry, [...loc, position], reading));
  },
});

/** The same, but `null` is allowed and stands for an absent key. */
export const nullable = <Value>(model: Model<Value>): Model<Value | null> => ({
  schema: { anyOf: [model.schema, { type: 'null' }] },
  absent: { value: null },
  read: (input, loc, reading) => (input === null ? null : model.read(input, loc, reading)),
});

/** The same, but the key may be absent and then stands for `value`. */
export const withDefault = <Value>(model: Model<Value>, value: NoInfer<Value>): Model<Value> => ({
  ...model,
  schema: { ...model.schema, default: value },
  absent: { value },
});

/** The same, but the key may be absent, or undefined where the program itself made the object. */
export const optional = <Value>(model: Model<Value>): Model<Value | undefined> => ({
  ...model,
  absent: { value: undefined },
  read: (input, loc, reading) => (input === undefined ? undefined : model.read(input, loc, reading)),
});

type Fields = Readonly<Record<string, Model<unknown>>>;

/** The value of an object model, by its fields. */
export type ObjectOf<Of extends Fields> = { [Name in keyof Of]: ValueOf<Of[Name]> };

/** An object with known keys; unknown ones are ignored. Fields come out in the order of their declaration. */
export const object = <const Of extends Fields>(
  fields: Of,
  options: { check?: (value: ObjectOf<Of>) => string | undefined } = {},
): Model<ObjectOf<Of>> => ({
  schema: {
    type: 'object',
    properties: Object.fromEntries(Object.entries(fields).map(([name, model]) => [name, model.schema])),
    required: Object.keys(fields).filter((name) => fields[name]?.absent === undefined),
  },
  read: (input, loc, reading) => {
    if (typeof input !== 'object' || input === null || Array.isArray(input))
      return fault(reading, {
        type: 'model_attributes_type',
        loc,
        msg: 'Input should be a valid dictionary or object to extract fields from',
        input,
      });
    const before = reading.problems.length;
    const value: Record<string, unknown> = {};
    for (const [name, model] of Object.entries(fields)) {
      if (Object.hasOwn(input, name))
        value[name] = model.read((input as Record<string, unknown>)[name], [...loc, name], reading);
      else if (model.absent) value[name] = model.absent.value;
      else reading.problems.push({ type: 'missing', loc: [...loc, name], msg: 'Field required', input });
    }
    if (reading.problems.length > before) return unusable;
    const wrong = options.check?.(value as ObjectOf<Of>);
    if (wrong !== undefined) return fault(reading, valueError(loc, wrong, input));
    return value as ObjectOf<Of>;
  },
});
