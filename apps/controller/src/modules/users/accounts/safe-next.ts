/**
 * The place that a page may send its visitor to: a path of this site, from a parameter that anybody can put into a
 * link. Undefined for everything that a browser could take for another site.
 */
export const safeNext = (given: unknown): string | undefined => {
  if (typeof given !== 'string' || given.length > 2000) return undefined;
  // `//host`, `/\host` and control characters that browsers drop lead away from the site.
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  if (!/^\/(?![/\\])/.test(given) || /[\\\u0000-\u0020\u007f]/.test(given)) return undefined;
  const here = 'http://here.invalid';
  const url = URL.parse(given, here);
  return url?.origin === here ? `${url.pathname}${url.search}${url.hash}` : undefined;
};
