import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { detailError } from '../../platform/http/answer-error.ts';
import { apiPrefix } from '../../platform/http/operation.ts';
import { defineModule } from '../../platform/module.ts';
import { buildApiDocument } from './build-api-document.ts';
import { docsPage, routesPage } from './pages.ts';

/** The viewer's files that may be fetched. The package of the framework's plugin brings them, without anything to run. */
const viewerFiles = new Map([
  ['swagger-ui-bundle.js', 'text/javascript; charset=utf-8'],
  ['swagger-ui-standalone-preset.js', 'text/javascript; charset=utf-8'],
  ['swagger-ui.css', 'text/css; charset=utf-8'],
  ['oauth2-redirect.html', 'text/html; charset=utf-8'],
]);

const readViewerFile = (name: string): Promise<Buffer> =>
  readFile(fileURLToPath(new URL(`./static/${name}`, import.meta.resolve('@fastify/swagger-ui'))));

/** The API's document, its viewer, and the lists of routes. */
export const docsModule = defineModule({
  name: 'docs',
  register: ({ http, operations, version }) => {
    const html = 'text/html; charset=utf-8';
    const both = ['GET', 'HEAD'];

    http.route({
      method: both,
      url: `${apiPrefix}/openapi.json`,
      handler: async (_request, reply) =>
        reply.type('application/json').send(JSON.stringify(buildApiDocument(operations, version))),
    });
    http.route({
      method: both,
      url: '/docs',
      handler: async (_request, reply) => reply.type(html).send(docsPage(`${apiPrefix}/openapi.json`)),
    });
    http.route({
      method: both,
      url: '/docs/oauth2-redirect',
      handler: async (_request, reply) => reply.type(html).send(await readViewerFile('oauth2-redirect.html')),
    });
    http.route<{ Params: { file: string } }>({
      method: both,
      url: '/docs/static/:file',
      config: { unlimited: true },
      handler: async (request, reply) => {
        const type = viewerFiles.get(request.params.file);
        if (type === undefined) throw detailError(404, 'Not Found');
        return reply
          .type(type)
          .header('cache-control', 'public, max-age=86400')
          .send(await readViewerFile(request.params.file));
      },
    });
    for (const url of ['/api', '/api/v1'])
      http.get(url, async (_request, reply) =>
        reply.type(html).send(routesPage(operations.filter(({ hidden }) => !hidden))),
      );
  },
});
