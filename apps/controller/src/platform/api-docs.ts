import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { forbidden } from '@netloom/server-kit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { completeDocument } from './api-document.ts';
import type { Authentication } from './authentication.ts';

/** A method and a path that the server answers, as they were registered. */
export interface RegisteredRoute {
  method: string;
  url: string;
}

const registered = new WeakMap<FastifyInstance, RegisteredRoute[]>();

/** Every route that was registered after `collectApiDocs`, documented or not: for comparing the two. */
export const registeredRoutes = (http: FastifyInstance): readonly RegisteredRoute[] =>
  registered.get(http) ?? [];

/** Collects every route that is registered after it into one OpenAPI 3.1 document. */
export const collectApiDocs = async (http: FastifyInstance, version: string): Promise<void> => {
  const routes: RegisteredRoute[] = [];
  registered.set(http, routes);
  http.addHook('onRoute', ({ method, url }) => {
    routes.push(...[method].flat().map((one) => ({ method: one, url })));
  });
  await http.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Netloom API',
        version,
        description: 'REST API of the Netloom controller and the protocol of its devices.',
      },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer', description: 'Token from POST /api/v1/users/token/.' },
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: 'sessionid',
            description: 'Login of the console. Unsafe methods also need the header X-CSRFToken.',
          },
        },
      },
      security: [{ bearer: [] }, { session: [] }],
    },
    transformObject: (documents) =>
      'openapiObject' in documents
        ? completeDocument(documents.openapiObject as Record<string, unknown>)
        : documents.swaggerObject,
  });
};

/**
 * Serves the document to who is logged in: `/api/v1/docs/` to read and try (also found as `redoc/`), `/api/v1/docs.json`
 * and `.yaml` for programs.
 */
export const serveApiDocs = async (http: FastifyInstance, auth: Authentication): Promise<void> => {
  const requireCaller = async (request: FastifyRequest): Promise<void> => {
    if (!(await auth.caller(request))) throw forbidden('Authentication credentials were not provided.');
  };
  await http.register(async (scope) => {
    scope.addHook('preHandler', requireCaller);
    await scope.register(swaggerUi, {
      routePrefix: '/api/v1/docs',
      uiConfig: { deepLinking: true, docExpansion: 'none' },
      staticCSP: true,
    });
    scope.get('/api/v1/docs.json', { schema: { hide: true } }, async () => http.swagger());
    scope.get('/api/v1/docs.yaml', { schema: { hide: true } }, async (_request, reply) =>
      reply.type('application/yaml').send(http.swagger({ yaml: true })),
    );
  });
  http.get('/api/v1/redoc/', { schema: { hide: true } }, async (_request, reply) =>
    reply.redirect('/api/v1/docs/', 302),
  );
};
