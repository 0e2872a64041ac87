import { HttpError, notFound } from '@netloom/server-kit';
import type { FastifyReply, FastifyRequest, FastifyContextConfig, HTTPMethods } from 'fastify';
import type { AppContext } from '../../../platform/app-context.ts';
import { lowerUuid, provesOriginInForm } from '../../../platform/resource/authorize-resource.ts';
import type { ValueSchema } from '../../../platform/resource/field.ts';
import { negotiateFormat } from '../../../platform/resource/negotiate-format.ts';
import { describeBody, pathMetadata } from '../../../platform/resource/options-metadata.ts';
import { isMultipart, readMultipart } from '../../../platform/resource/read-body.ts';

/** One method of an operation. */
interface OperationMethod {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** For the API documentation; must have an `operationId`. */
  schema: Readonly<Record<string, unknown>> & { body?: ValueSchema; 'x-answers'?: readonly number[] };
  handle(request: FastifyRequest, reply: FastifyReply): Promise<unknown>;
}

/** A path of the API that is no list of objects: `users/token/`, `users/user/password/change/`. */
export interface Operation {
  /** Below `/api/v1/`, with a slash at the end. */
  path: string;
  /** What the parameters of the path are. Default: UUIDs. */
  ids?: 'texts';
  /** For OPTIONS. */
  name: string;
  description: string;
  /**
   * Everything that is checked before the method is known to be supported, and before the body is read: who calls,
   * may they, how often.
   */
  authorize(request: FastifyRequest): Promise<void>;
  methods: readonly OperationMethod[];
  config?: FastifyContextConfig;
}

const allMethods: HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'];

/** Registers an operation with the order of checks of the contract (REST conventions, section 4.1). */
export const registerOperation = ({ http }: Pick<AppContext, 'http'>, operation: Operation): void => {
  const { name, description, methods, config = {} } = operation;
  const url = `/api/v1/${operation.path}`;
  const supported = [
    ...methods.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method])),
    'OPTIONS',
  ];
  const authorized = new WeakSet<FastifyRequest>();

  const check = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    reply
      .header('allow', supported.join(', '))
      .header('vary', 'Accept, Cookie')
      .header('cache-control', 'no-store');
    if (operation.ids === undefined) requireUuids(request);
    negotiateFormat(request, { formats: ['json'] });
    await operation.authorize(request);
    if (!supported.includes(request.method))
      throw new HttpError(405, { detail: `Method "${request.method}" not allowed.` });
    authorized.add(request);
  };
  const hooks = {
    onRequest: async (request: FastifyRequest, reply: FastifyReply) => {
      if (!provesOriginInForm(request)) await check(request, reply);
    },
    preHandler: async (request: FastifyRequest, reply: FastifyReply) => {
      if (authorized.has(request)) return;
      if (isMultipart(request)) request.body ??= await readMultipart(request);
      await check(request, reply);
    },
  };

  for (const { method, schema: documented, handle } of methods) {
    const answers = new Set([...(documented['x-answers'] ?? []), 404, 406]);
    const schema = { ...documented, ...describeParameters(url, operation.ids), 'x-answers': [...answers] };
    http.route({ method, url, ...hooks, schema, config, exposeHeadRoute: method === 'GET', handler: handle });
  }
  http.options(url, { ...hooks, config, schema: { hide: true } }, async () => ({
    ...pathMetadata(name, description),
    ...describeBodies(methods),
  }));
  http.route({
    method: allMethods.filter((method) => !supported.includes(method as string)),
    url,
    ...hooks,
    config,
    schema: { hide: true },
    handler: async () => {
      throw new Error('the method was refused before');
    },
  });
};

/** @throws HttpError 404 for an id that is none: no route has such a path. */
const requireUuids = (request: FastifyRequest): void => {
  const values = Object.values(request.params as Readonly<Record<string, string>>);
  if (!values.every((value) => lowerUuid.test(value))) throw notFound();
};

const describeParameters = (url: string, ids: Operation['ids']): { params?: ValueSchema } => {
  const names = [...url.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  if (names.length === 0) return {};
  const schema = { type: 'string', ...(ids === 'texts' ? {} : { format: 'uuid' }) };
  return {
    params: {
      type: 'object',
      properties: Object.fromEntries(names.map((name) => [name, schema])),
      required: names,
    },
  };
};

/** What OPTIONS says of the bodies that may be sent. */
const describeBodies = (methods: readonly OperationMethod[]): { actions?: Record<string, unknown> } => {
  const actions = methods.flatMap(({ method, schema: { body } }) =>
    body && (method === 'POST' || method === 'PUT') ? [[method, describeBody(body)] as const] : [],
  );
  return actions.length > 0 ? { actions: Object.fromEntries(actions) } : {};
};
