import type { FastifyInstance } from 'fastify';

/**
 * Answers for every path of `prefix` that is registered from now on and ends with a slash, when the slash is missing:
 * 301 to the path with it, whatever the method. Without this the console's page would stand there.
 */
export const redirectMissingSlash = (http: FastifyInstance, prefix: string): void => {
  const seen = new Set<string>();
  http.addHook('onRoute', ({ url }) => {
    if (!url.startsWith(prefix) || !url.endsWith('/') || url === prefix || seen.has(url)) return;
    seen.add(url);
    http.all(url.slice(0, -1), { schema: { hide: true } }, async (request, reply) => {
      const [path = '', ...query] = request.url.split('?');
      return reply.redirect([`${path}/`, ...query].join('?'), 301);
    });
  });
};
