import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import staticFiles from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const distFolder = fileURLToPath(new URL('../../../console/dist/', import.meta.url));

/** The console is all first-party: nothing may be loaded from anywhere else. */
const contentSecurityPolicy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self' ws: wss:; font-src 'self' data:; frame-ancestors 'none'; base-uri 'self'; form-action 'self'";

const notBuilt = `<!doctype html><meta charset="utf-8"><title>Netloom</title>
<p>The console has not been built yet: run <code>npm start</code>, or <code>npm run build:console</code>. The API is up: <a href="/api/v1/docs/">documentation</a>.`;

/** Paths that belong to programs: an unknown one is a plain 404 and not the console's page. */
const machinePaths = /^\/(api|controller|ws|assets|healthz|readyz|metrics)(\/|$)/;

/** Serves the built console, with its page for every address that a browser may ask for. */
export const serveConsole = async (http: FastifyInstance): Promise<void> => {
  if (!existsSync(distFolder)) {
    http.get('/', { schema: { hide: true } }, async (_request, reply) =>
      reply.type('text/html; charset=utf-8').send(notBuilt),
    );
    return;
  }
  await http.register(staticFiles, {
    root: distFolder,
    wildcard: false,
    // The build puts a .br and a .gz beside what is worth it.
    preCompressed: true,
    setHeaders: (reply, path) => {
      // File names under assets/ carry a hash of their content.
      if (path.includes('/assets/')) reply.header('cache-control', 'public, max-age=31536000, immutable');
      else if (path.endsWith('.html')) {
        reply.header('cache-control', 'no-cache');
        reply.header('content-security-policy', contentSecurityPolicy);
      }
    },
  });
  http.get('/*', { schema: { hide: true } }, async (request, reply) => {
    const path = request.url.split('?')[0] ?? '/';
    const wantsPage = request.headers.accept?.includes('text/html') ?? false;
    if (machinePaths.test(path) || !wantsPage) return reply.callNotFound();
    return reply.sendFile('index.html');
  });
};
