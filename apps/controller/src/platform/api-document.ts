import { STATUS_CODES } from 'node:http';

type Node = Record<string, unknown>;

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The parts of the document that every operation shares: the shapes of errors, and the answers with them. */
export const sharedComponents = {
  schemas: {
    Error: {
      type: 'object',
      description: 'What went wrong, for people.',
      properties: { detail: { type: 'string' } },
      required: ['detail'],
      additionalProperties: true,
    },
    FieldErrors: {
      type: 'object',
      description:
        'What is wrong with each value; nothing was changed. `__all__` and `non_field_errors` concern the whole object, `detail` the request. Nested objects have nested errors.',
      additionalProperties: {
        anyOf: [
          { type: 'string' },
          {
            type: 'array',
            items: { anyOf: [{ type: 'string' }, { $ref: '#/components/schemas/FieldErrors' }] },
          },
          { $ref: '#/components/schemas/FieldErrors' },
        ],
      },
    },
  },
  responses: {
    NotModified: { description: 'The client has this already (`If-None-Match`).' },
    BadRequest: error('The request or its values are not allowed.', 'FieldErrors'),
    Unauthorized: error('No or bad credentials.', 'Error', {
      'WWW-Authenticate': 'The scheme to use: `Bearer`.',
    }),
    Forbidden: error('Not allowed, or a write with a session without its proof of origin (CSRF).'),
    NotFound: error('There is no such object, or the caller may not see it.'),
    NotAcceptable: error('The `Accept` header leaves nothing to answer with.'),
    Conflict: error('The state of the object does not allow it.'),
    PreconditionFailed: error('The object is not what `If-Match` says: read it again.'),
    PayloadTooLarge: error('The body is too large.'),
    UnsupportedMediaType: error('The body is of a kind that is not read here.'),
    TooManyRequests: error('Too many requests.', 'Error', { 'Retry-After': 'Seconds to wait.' }),
    InternalServerError: error('Something is wrong with the controller; its log says what.'),
    ServiceUnavailable: error(
      'Something that the controller depends on is away, or it is too busy.',
      'Error',
      {
        'Retry-After': 'Seconds to wait.',
      },
    ),
  },
} as const;

function error(
  description: string,
  schema: 'Error' | 'FieldErrors' = 'Error',
  headers: Readonly<Record<string, string>> = {},
): Node {
  return {
    description,
    ...(Object.keys(headers).length > 0
      ? {
          headers: Object.fromEntries(
            Object.entries(headers).map(([name, text]) => [
              name,
              { description: text, schema: { type: 'string' } },
            ]),
          ),
        }
      : {}),
    content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } },
  };
}

/** Route schemas name further shared answers by status under this key: `{ 'x-answers': [412] }`. */
const answersKey = 'x-answers';

/** A text with a format, such as an e-mail address, may also be empty: `{ 'x-may-be-empty': true }`. */
export const mayBeEmptyKey = 'x-may-be-empty';

/**
 * Marks what an answer is only when the query parameter of this name was given, one of several in an `anyOf`. It stays
 * in the document: programs that write clients may leave such parts out.
 */
export const onlyWithKey = 'x-only-with';

/**
 * Completes the document that the route schemas make:
 *
 * - every operation of the REST API gets the errors that it can answer with, unless its route describes them itself;
 * - in answers, all properties of an object are there unless its schema has a `required` of its own;
 * - a format does not hold for texts that may be empty;
 * - a schema with a `title` becomes a component of that name, so that it is written once; so does a parameter that
 *   several operations have.
 *
 * @throws Error when two different schemas have the same title.
 */
export const completeDocument = (document: Node): Node => {
  const { openapi, paths, components, ...rest } = JSON.parse(JSON.stringify(document), withEmpty) as Node;
  const schemas: Node = {};
  for (const [path, operations] of Object.entries(paths as Node)) {
    for (const [method, operation] of Object.entries(operations as Node)) {
      const found = operation as Operation;
      try {
        completeOperation(path, method, found);
        for (const response of Object.values(found.responses)) requireProperties(response);
        Object.assign(operations as Node, { [method]: hoist(found, schemas) });
      } catch (cause) {
        throw new Error(`the documentation of ${method.toUpperCase()} ${path} is wrong`, { cause });
      }
    }
  }
  const parameters = shareParameters(
    Object.values(paths as Node).flatMap((item) => Object.values(item as Node) as Operation[]),
  );
  const { securitySchemes } = components as Node;
  const sorted = Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    openapi,
    ...rest,
    paths,
    components: {
      securitySchemes,
      parameters,
      responses: sharedComponents.responses,
      schemas: { ...sorted, ...sharedComponents.schemas },
    },
  };
};

/** A reviver that lets texts be empty where that is said of them. */
const withEmpty = (_key: string, value: unknown): unknown => {
  if (!isNode(value) || value[mayBeEmptyKey] !== true) return value;
  const { [mayBeEmptyKey]: _mark, type, format, ...rest } = value;
  return {
    ...rest,
    anyOf: [
      { type, format },
      { type: 'string', maxLength: 0 },
    ],
  };
};

interface Operation extends Node {
  parameters?: { name: string; in: string }[];
  requestBody?: Node;
  security?: unknown[];
  responses: Node;
}

const completeOperation = (path: string, method: string, operation: Operation): void => {
  const { parameters = [], requestBody, security, responses } = operation;
  const named = (operation[answersKey] ?? []) as number[];
  delete operation[answersKey];
  // The device protocol has errors of its own.
  if (!path.startsWith('/api/')) return;
  const has = (place: string): boolean => parameters.some((parameter) => parameter.in === place);
  const statuses = [
    ...(requestBody ? [400, 413, 415] : []),
    ...(has('query') ? [400] : []),
    ...(isPublic(security) ? [] : [401]),
    // Everybody's writes may come from another site.
    ...(isPublic(security) && method === 'get' ? [] : [403]),
    ...(has('path') ? [404] : []),
    ...named,
    429,
    500,
    503,
  ];
  for (const status of statuses) {
    const name = (STATUS_CODES[status] ?? '').replaceAll(' ', '');
    responses[status] ??= { $ref: `#/components/responses/${name}` };
  }
};

/** An empty scheme among others means that a caller may do without. */
const isPublic = (security: readonly unknown[] | undefined): boolean =>
  security !== undefined && security.every((scheme) => isNode(scheme) && Object.keys(scheme).length === 0);

/** Adds `required` to the objects of an answer that have none. */
const requireProperties = (value: unknown): void => {
  if (Array.isArray(value)) {
    for (const item of value) requireProperties(item);
    return;
  }
  if (!isNode(value)) return;
  const { properties } = value;
  if (isNode(properties) && value['required'] === undefined) {
    const names = Object.keys(properties).filter((name) => !(properties[name] as Node)['writeOnly']);
    if (names.length > 0) value['required'] = names;
  }
  for (const [key, inner] of Object.entries(value)) {
    // Beneath `properties` the keys are names, not keywords.
    if (key === 'properties' && isNode(inner)) {
      for (const property of Object.values(inner)) requireProperties(property);
    } else if (key !== 'required' && key !== 'enum' && key !== 'examples') requireProperties(inner);
  }
};

/** The same value with every titled schema in it replaced by a reference. */
const hoist = (value: unknown, schemas: Node): unknown => {
  if (Array.isArray(value)) return value.map((item) => hoist(item, schemas));
  if (!isNode(value)) return value;
  const hoisted = Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, hoist(inner, schemas)]),
  );
  const { title } = hoisted;
  if (typeof title !== 'string' || typeof hoisted['type'] === 'undefined') return hoisted;
  if (!/^[A-Z]\w*$/.test(title)) throw new Error(`"${title}" cannot name a component`);
  const known = schemas[title];
  const { title: _title, ...schema } = hoisted;
  if (known !== undefined && JSON.stringify(known) !== JSON.stringify(schema)) {
    throw new Error(`two different schemas have the title ${title}`);
  }
  schemas[title] = schema;
  return { $ref: `#/components/schemas/${title}` };
};

/** A parameter that so many operations have is written once. */
const sharedFrom = 3;

/** Replaces the parameters that several operations have by references; gives them by name. */
const shareParameters = (operations: readonly Operation[]): Node => {
  const textOf = (parameter: unknown): string => JSON.stringify(parameter);
  const all = operations.flatMap(({ parameters = [] }) => parameters);
  const uses = Map.groupBy(all, textOf);
  const shared = new Map<string, string>();
  const components: Node = {};
  for (const [text, [parameter, ...others]] of uses) {
    if (!parameter || others.length + 1 < sharedFrom || Object.hasOwn(components, parameter.name)) continue;
    shared.set(text, parameter.name);
    components[parameter.name] = parameter;
  }
  for (const operation of operations) {
    if (!operation.parameters) continue;
    Object.assign(operation, {
      parameters: operation.parameters.map((parameter) => {
        const name = shared.get(textOf(parameter));
        return name === undefined ? parameter : { $ref: `#/components/parameters/${name}` };
      }),
    });
  }
  return components;
};
