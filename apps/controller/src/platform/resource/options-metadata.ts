import { isPermitted } from '../authentication.ts';
import type { Caller } from '../caller.ts';
import type { Field, ValueSchema } from './field.ts';
import { fieldsOf } from './represent.ts';
import type { Resource } from './resource.ts';

/** What an answer to OPTIONS says of any path. */
export const pathMetadata = (name: string, description: string): Record<string, unknown> => ({
  name,
  description,
  renders: ['application/json'],
  parses: ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'],
});

/** What OPTIONS says of the fields that this caller may write; undefined when it is none. */
export const writableFields = <Row extends { id: string | number }>(
  resource: Resource<Row>,
  caller: Caller,
  isDetail: boolean,
): Record<string, unknown> | undefined => {
  const [action, method] = isDetail ? (['change', 'PUT'] as const) : (['add', 'POST'] as const);
  const isSupported = isDetail ? resource.update : resource.create;
  if (!isSupported || !isPermitted(caller, resource.permission, action)) return undefined;
  const fields = Object.entries(fieldsOf(resource, isDetail)).filter(
    ([, field]) => !field.hiddenFrom?.(caller) && !(field.readOnly && field.writeOnly),
  );
  return { [method]: Object.fromEntries(fields.map(([name, field]) => [name, describeField(name, field)])) };
};

const describeField = <Row>(name: string, field: Field<Row>): Record<string, unknown> => {
  const { schema, required, readOnly } = field;
  const words = schema['enum'];
  return {
    type: typeWord(schema),
    required: required ?? false,
    read_only: readOnly ?? false,
    label: name.replaceAll('_', ' ').replace(/^./, (letter) => letter.toUpperCase()),
    ...pick(schema, {
      description: 'help_text',
      maxLength: 'max_length',
      minimum: 'min_value',
      maximum: 'max_value',
    }),
    ...(Array.isArray(words)
      ? {
          choices: (words as unknown[])
            .filter((value) => value !== null)
            .map((value) => ({ value, display_name: String(value) })),
        }
      : {}),
  };
};

const pick = (schema: ValueSchema, names: Readonly<Record<string, string>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(names)
      .filter(([keyword]) => schema[keyword] !== undefined)
      .map(([keyword, name]) => [name, schema[keyword]]),
  );

const formatWords: Readonly<Record<string, string>> = {
  uuid: 'field',
  email: 'email',
  uri: 'url',
  date: 'date',
  'date-time': 'datetime',
  binary: 'file upload',
};
const plainWords: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'integer',
  number: 'float',
  boolean: 'boolean',
  object: 'nested object',
  array: 'list',
};

/** The word that the contract has for a kind of value. */
const typeWord = (schema: ValueSchema): string => {
  if (schema['enum'] !== undefined) return 'choice';
  const [type] = [schema['type']].flat();
  return formatWords[String(schema['format'])] ?? plainWords[String(type)] ?? 'field';
};
