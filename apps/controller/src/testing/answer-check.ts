import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { onlyWithKey } from '../platform/api-document.ts';

type Node = Record<string, unknown>;

/** An answer of the REST API. */
export interface ApiAnswer {
  method: string;
  /** Path and query: `/api/v1/users/user/?page=2`. */
  url: string;
  status: number;
  contentType: string | undefined;
  /** JSON, read; any other body as it is. */
  body: unknown;
}

/** Throws when an answer is not what the API's document says of it. */
export type CheckAnswer = (answer: ApiAnswer) => void;

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Holds real answers against an OpenAPI document: the status, the media type and every field must be documented, and
 * what is documented as required must be there. A failure inside the server (500) is always wrong.
 */
export const createAnswerCheck = (document: object): CheckAnswer => {
  const { paths, components } = document as { paths: Record<string, Node>; components: Node };
  const routes = Object.keys(paths)
    .map((path) => ({ path, pattern: patternOf(path) }))
    // `user/password/` before `user/{id}/`
    .sort((a, b) => a.path.split('{').length - b.path.split('{').length);
  const responses = components['responses'] as Record<string, Node>;
  // What is only an answer to a request with `fields=` counts for such requests alone.
  const whole = createCompiler(withoutParts(document) as object);
  const narrowed = createCompiler(document);

  return (answer) => {
    const { status, contentType = '', body } = answer;
    const method = answer.method.toLowerCase();
    const { pathname, searchParams } = new URL(answer.url, 'http://localhost');
    const wrong = (what: string): Error =>
      new Error(`${answer.method} ${answer.url}: ${what}\n${JSON.stringify(body)?.slice(0, 2000)}`);
    if (status === 500) throw wrong('the server failed');
    const route = routes.find(({ pattern }) => pattern.test(pathname));
    if (!route || method === 'options') return;
    const operation = paths[route.path]?.[method === 'head' ? 'get' : method];
    if (!isNode(operation)) {
      if (status < 400) throw wrong(`answers ${status} without being documented`);
      return;
    }
    const place = ['paths', route.path, method === 'head' ? 'get' : method, 'responses', String(status)];
    let response = (operation['responses'] as Node)[status];
    if (!isNode(response)) throw wrong(`the status ${status} is not documented`);
    const name = typeof response['$ref'] === 'string' ? response['$ref'].split('/').at(-1) : undefined;
    if (name !== undefined) {
      place.splice(0, place.length, 'components', 'responses', name);
      response = responses[name];
    }
    const content = (response as Node)['content'] as Record<string, Node> | undefined;
    if (method === 'head' || body === undefined || body === '') return;
    if (!content) throw wrong(`status ${status} is documented without a body`);
    const mediaType = contentType.split(';')[0] ?? '';
    const media = content[mediaType] ?? content['*/*'];
    if (!media) throw wrong(`the media type ${mediaType} is not documented for status ${status}`);
    if (mediaType !== 'application/json' || !media['schema']) return;
    const validate = (searchParams.has('fields') ? narrowed : whole)([
      ...place,
      'content',
      mediaType,
      'schema',
    ]);
    if (validate(body)) return;
    const problems = (validate.errors ?? []).map(
      ({ instancePath, message = '', params }) =>
        `${instancePath || 'the answer'} ${message} ${JSON.stringify(params)}`,
    );
    throw wrong(`the answer ${status} is not as documented: ${problems.join('; ')}`);
  };
};

const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{[^}]+\}/g, '[^/]+')}$`);

/** Compiles the schema that lies at a place of the document, once. */
const createCompiler = (document: object): ((place: readonly string[]) => ValidateFunction) => {
  const ajv = new Ajv2020({ strict: false, logger: false, allErrors: true });
  ajv.addFormat('uuid', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  ajv.addFormat('email', /^[^\s@]+@[^\s@]+$/);
  ajv.addFormat('uri', /^[a-z][a-z\d+.-]*:\S+$/i);
  ajv.addFormat('date', /^\d{4}-\d{2}-\d{2}$/);
  ajv.addFormat('date-time', /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[-+]\d{2}:\d{2})$/);
  const compiled = new Map<string, ValidateFunction>();
  let isAdded = false;
  return (place) => {
    const pointer = place.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')));
    const key = pointer.join('/');
    const known = compiled.get(key);
    if (known) return known;
    if (!isAdded) ajv.addSchema(closeObjects(document) as object, 'document');
    isAdded = true;
    const validate = ajv.compile({ $ref: `document#/${key}` });
    compiled.set(key, validate);
    return validate;
  };
};

/** The document with all its objects of known properties closed: a field that is not documented must not be shown. */
const closeObjects = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(closeObjects);
  if (!isNode(value)) return value;
  const closed = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, closeObjects(inner)]));
  const isObject = isNode(closed['properties']) && closed['type'] !== undefined;
  return isObject ? { additionalProperties: false, ...closed } : closed;
};

/** The document without what answers are only when a query parameter was given. */
const withoutParts = (document: object): unknown => {
  const { schemas = {} } = (document as { components: Node }).components as {
    schemas?: Record<string, Node>;
  };
  const isPart = (value: unknown): boolean => {
    const name = isNode(value) && typeof value['$ref'] === 'string' ? value['$ref'].split('/').at(-1) : '';
    return schemas[name ?? '']?.[onlyWithKey] !== undefined;
  };
  const strip = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.filter((item) => !isPart(item)).map(strip);
    if (!isNode(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, strip(inner)]));
  };
  return strip(document);
};
