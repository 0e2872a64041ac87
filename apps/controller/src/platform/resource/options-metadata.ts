import { isPermitted } from '../authentication.ts';
import type { Caller } from '../caller.ts';
import type { Field, ValueSchema } from './field.ts';
import { fieldsOf } from './represent.ts';
import type { Resource } from './resource.ts';

/** What an answer to OPTIONS says of any path. */
export const pathMetadata = (name: string, description: string): Record<string, unknown> => ({
  name,
  description,
  renders: ['application/json', 'text/html'],
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

/** What OPTIONS says of the body of an operation, which the documentation describes. */
export const describeBody = (schema: ValueSchema): Record<string, unknown> => {
  const { properties = {}, required = [] } = schema as {
    properties?: Readonly<Record<string, ValueSchema>>;
    required?: readonly string[];
  };
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [
      name,
      describeField(name, {
        schema: property,
        required: required.includes(name),
        ...(property['format'] === 'uuid' && name !== 'id' ? { kind: 'reference' } : {}),
      }),
    ]),
  );
};

const describeField = <Row>(
  name: string,
  field: Pick<Field<Row>, 'schema' | 'required' | 'readOnly' | 'label' | 'kind'>,
): Record<string, unknown> => {
  const { schema, required, readOnly, label = labelOf(name, schema), kind } = field;
  const words = schema['enum'];
  const nested = nestedSchema(schema);
  return {
    type: (kind && kindWords[kind]) ?? (nested ? 'nested object' : typeWord(schema)),
    required: required ?? false,
    read_only: readOnly ?? false,
    label,
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
    ...(nested ? { children: describeBody(nested) } : {}),
  };
};

const labelOf = (name: string, schema: ValueSchema): string => {
  if (name === 'url' || (name === 'id' && schema['type'] === 'integer')) return name.toUpperCase();
  return name.replaceAll('_', ' ').replace(/^./, (letter) => letter.toUpperCase());
};

/** The schema of an object with known properties, which may be one of a list. */
const nestedSchema = (schema: ValueSchema): ValueSchema | undefined => {
  const single = (schema['items'] ?? schema) as ValueSchema;
  return single['properties'] === undefined ? undefined : single;
};

const pick = (schema: ValueSchema, names: Readonly<Record<string, string>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(names)
      .filter(([keyword]) => schema[keyword] !== undefined)
      .map(([keyword, name]) => [name, schema[keyword]]),
  );

const kindWords = { slug: 'slug', reference: 'field' };
const formatWords: Readonly<Record<string, string>> = {
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
