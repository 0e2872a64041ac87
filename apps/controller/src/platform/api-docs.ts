import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { forbidden, HttpError } from '@netloom/server-kit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { completeDocument } from './api-document.ts';
import type { AppContext } from './app-context.ts';
import { html } from './pages/html.ts';
import { sendPage } from './pages/page.ts';

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
export const collectApiDocs = async (
  http: FastifyInstance,
  info: { title: string; version: string; description: string },
): Promise<void> => {
  const routes: RegisteredRoute[] = [];
  registered.set(http, routes);
  http.addHook('onRoute', ({ method, url }) => {
    routes.push(...[method].flat().map((one) => ({ method: one, url })));
  });
  await http.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info,
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

type DocsContext = Pick<AppContext, 'http' | 'auth' | 'settings'>;

/**
 * Serves the document to who is logged in, with a session, a token or HTTP Basic: `/api/v1/docs/` to read and try (also
 * found as `redoc/`), `/api/v1/docs.json` and `.yaml` for programs. Whoever may not read the pages is told on a page.
 */
export const serveApiDocs = async (context: DocsContext): Promise<void> => {
  const { http } = context;
  const hidden = { schema: { hide: true } };
  await http.register(async (scope) => {
    scope.addHook('onRequest', async (request, reply) => {
      // The framework takes both spellings for one. The slash is missing for everybody, as elsewhere in the API.
      const [path, ...query] = request.url.split('?');
      if (path === '/api/v1/docs') return reply.redirect([`${path}/`, ...query].join('?'), 301);
      return requireReader(context, request);
    });
    await scope.register(async (pages) => {
      pages.setErrorHandler((error, _request, reply) => sendRefusal(context, error, reply));
      await pages.register(swaggerUi, {
        routePrefix: '/api/v1/docs',
        uiConfig: { deepLinking: true, docExpansion: 'none' },
        staticCSP: true,
      });
      pages.get('/api/v1/redoc/', hidden, async (_request, reply) => reply.redirect('/api/v1/docs/', 302));
    });
    scope.get('/api/v1/docs.json', hidden, async () => http.swagger());
    scope.get('/api/v1/docs.yaml', hidden, async (_request, reply) =>
      reply.type('application/yaml').send(http.swagger({ yaml: true })),
    );
  });
};

/** @throws HttpError 403 for strangers, and for whoever has to do something else first; 429 after many wrong passwords. */
const requireReader = async ({ auth }: Pick<DocsContext, 'auth'>, request: FastifyRequest): Promise<void> => {
  const caller = await auth.caller(request).catch((error: unknown) => {
    // A bad token is none: what is asked for here is a session or HTTP Basic.
    if (error instanceof HttpError && error.status === 401) return undefined;
    throw error;
  });
  if (!caller && !(await auth.isBasicLogin(request)))
    throw forbidden('Authentication credentials were not provided.');
};

/** The page for who may not read. What says how to go on with an expired password is for programs as well. */
const sendRefusal = async (
  { settings }: Pick<DocsContext, 'settings'>,
  error: unknown,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  if (!(error instanceof HttpError) || Object.hasOwn(error.body as object, 'code')) throw error;
  const { detail = '' } = error.body as { detail?: string };
  const login = '/accounts/login/?next=/api/v1/docs/';
  return sendPage(reply.headers(error.headers), {
    language: 'en',
    siteName: settings.siteName,
    title: settings.apiTitle,
    status: error.status,
    body: html`<p>${detail}</p><p><a href="${login}">Log in</a></p>`,
  });
};
