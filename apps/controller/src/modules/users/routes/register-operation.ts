import { HttpError } from '@netloom/server-kit';
import type { FastifyReply, FastifyRequest, FastifyContextConfig, HTTPMethods } from 'fastify';
import type { AppContext } from '../../../platform/app-context.ts';
import { provesOriginInForm } from '../../../platform/resource/authorize-resource.ts';

/** One method of an operation. */
interface OperationMethod {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** For the API documentation; must have an `operationId`. */
  schema: Readonly<Record<string, unknown>>;
  handle(request: FastifyRequest, reply: FastifyReply): Promise<unknown>;
}

/** A path of the API that is no list of objects: `users/token/`, `users/user/password/change/`. */
export interface Operation {
  /** Below `/api/v1/`, with a slash at the end. */
  path: string;
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

const allMethods: HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

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
      if (!authorized.has(request)) await check(request, reply);
    },
  };

  for (const { method, schema, handle } of methods) {
    http.route({ method, url, ...hooks, schema, config, exposeHeadRoute: method === 'GET', handler: handle });
  }
  http.options(url, { ...hooks, config, schema: { hide: true } }, async () => ({
    name,
    description,
    renders: ['application/json'],
    parses: ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'],
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
