import type { Access } from '../../platform/http/access-control.ts';
import { apiPrefix, type AnyOperation } from '../../platform/http/operation.ts';
import type { Schema } from '../../platform/model/model.ts';

const detail = { type: 'object', properties: { detail: {} }, required: ['detail'] };
const problems = {
  type: 'object',
  properties: {
    detail: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          type: { type: 'string' },
          loc: { type: 'array', items: { type: ['string', 'integer'] } },
          msg: { type: 'string' },
          input: {},
          ctx: { type: 'object' },
        },
        required: ['type', 'loc', 'msg'],
      },
    },
  },
  required: ['detail'],
};

const tags: Readonly<Record<string, string>> = {
  authentication: 'Tokens, and the keys that sign them.',
  bluetooth: 'The Bluetooth adapter and its paired devices.',
  network: 'Interfaces, VLANs, Wi-Fi.',
  network_config: 'Network configurations: interfaces, Wi-Fi and namespaces that are switched on together.',
  network_information: 'What the box knows of its network, in one answer.',
  system: 'The box itself and its services.',
  'device utils': 'Reachability, USB, firewall.',
  profiler: 'The profiler of Wi-Fi clients.',
  streaming: 'Packet capture over a WebSocket.',
  fleet: 'Membership in the fleet of a controller.',
};

/** The OpenAPI 3.1 document, made of the declared operations. */
export const buildApiDocument = (
  operations: readonly AnyOperation[],
  version: string,
): Readonly<Record<string, unknown>> => {
  const paths: Record<string, Record<string, unknown>> = {};
  const shown = operations.filter(({ hidden }) => !hidden);
  for (const operation of shown) {
    const path = `${apiPrefix}${operation.path.replace(/:([a-z_]+)/g, '{$1}')}`;
    (paths[path] ??= {})[operation.method.toLowerCase()] = describeOperation(operation);
  }
  const used = [...new Set(shown.map(({ tag }) => tag))];
  return {
    openapi: '3.1.0',
    info: {
      title: 'wlanpi-core',
      summary: 'The local API of a Linux box, by Netloom',
      description:
        'Programs on the box sign their calls with the shared secret; everybody else has a token, which a signed call issues first.',
      version,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    tags: used.map((name) => ({ name, description: tags[name] ?? name })),
    paths,
    components: {
      securitySchemes: {
        HTTPBearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        Signature: {
          type: 'apiKey',
          in: 'header',
          name: 'X-Request-Signature',
          description:
            'From the box itself: HMAC-SHA-256, in lower-case hexadecimal, of method, decoded path, form-encoded query and body, joined by line feeds; the key is the content of shared_secret.bin.',
        },
      },
    },
  };
};

const security: Readonly<Record<Access, readonly Record<string, never[]>[]>> = {
  'box-or-token': [{ HTTPBearer: [] }, { Signature: [] }],
  token: [{ HTTPBearer: [] }],
  box: [{ Signature: [] }],
  open: [],
};

const json = (schema: unknown, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});

/** What stands in an address is a text, which may be any here. */
const isAnyText = ({ type, pattern, enum: words }: Schema): boolean =>
  type === 'string' && pattern === undefined && words === undefined;

const describeOperation = (operation: AnyOperation): Record<string, unknown> => {
  const { params = {}, query = {}, body } = operation;
  const canBeWrong =
    body !== undefined ||
    [...Object.values(params), ...Object.values(query)].some(({ schema }) => !isAnyText(schema)) ||
    Object.values(query).some(({ absent }) => absent === undefined);
  const name = [...operation.path.matchAll(/[A-Za-z_]+/g)].map(([word]) => word).join('_');
  return {
    operationId: `${operation.method.toLowerCase()}_${name.replaceAll('-', '_')}`,
    tags: [operation.tag],
    summary: operation.summary,
    ...(operation.description === undefined ? {} : { description: operation.description }),
    security: security[operation.access],
    parameters: [
      ...Object.entries(params).map(([key, { schema }]) => ({
        name: key,
        in: 'path',
        required: true,
        schema,
      })),
      ...Object.entries(query).map(([key, { schema, absent }]) => ({
        name: key,
        in: 'query',
        required: absent === undefined,
        schema,
      })),
    ],
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: body.absent === undefined,
            content: { 'application/json': { schema: body.schema } },
          },
        }),
    responses: {
      200: {
        description: 'Done.',
        content: { [operation.answerType ?? 'application/json']: { schema: operation.answer } },
      },
      ...(operation.access === 'open' ? {} : { 401: json(detail, 'Who calls is not known.') }),
      ...(operation.access === 'box' ? { 403: json(detail, 'Only for programs on the box.') } : {}),
      ...(canBeWrong ? { 422: json(problems, 'A value is missing or not allowed.') } : {}),
      ...(operation.access === 'open' ? {} : { 503: json(detail, 'Who calls cannot be found out now.') }),
      429: json(
        { type: 'object', properties: { error: { type: 'string' } } },
        'Too many requests to this path.',
      ),
      ...Object.fromEntries(
        Object.entries(operation.errors ?? {}).map(([status, sentence]) => [
          status,
          { description: sentence },
        ]),
      ),
    },
  };
};
