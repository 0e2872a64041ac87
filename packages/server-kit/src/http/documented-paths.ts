import type { FastifyInstance } from 'fastify';

/** What a parameter of a path looks like, by the schema that documents it. */
const patternOf = ({ type, format }: { type?: unknown; format?: unknown }): string => {
  if (type === 'integer') return String.raw`\d+`;
  return format === 'uuid' ? '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}' : '[^/]+';
};

const expression = (url: string, parameter: (name: string) => string): RegExp =>
  new RegExp(
    `^${url
      .split('/')
      .map((part) =>
        part.startsWith(':') ? parameter(part.slice(1)) : part.replaceAll(/\W/g, String.raw`\$&`),
      )
      .join('/')}$`,
  );

/**
 * Watches which routes say by `schema.params` what their parameters are. The result tells whether a path that the
 * router has a route for can be meant: `/user/x/` is none where the parameter is a UUID.
 */
export const watchDocumentedPaths = (app: FastifyInstance): ((path: string) => boolean) => {
  const paths = new Map<string, { shape: RegExp; exact: RegExp }>();
  app.addHook('onRoute', ({ url, schema }) => {
    const { properties } = (schema?.params ?? {}) as { properties?: Record<string, object> };
    if (paths.has(url) && !properties) return;
    paths.set(url, {
      shape: expression(url, () => '[^/]+'),
      exact: expression(url, (name) => patternOf(properties?.[name] ?? {})),
    });
  });
  return (path) => {
    const candidates = [...paths.values()].filter(({ shape }) => shape.test(path));
    return candidates.length === 0 || candidates.some(({ exact }) => exact.test(path));
  };
};
