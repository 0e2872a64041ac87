/**
 * A path without its percent signs. Bytes that are no UTF-8 become U+FFFD and a percent sign that encodes nothing
 * stays, as clients that sign such a path do it.
 */
export const decodePath = (path: string): string =>
  path.replace(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'));

/**
 * The target of a request as the router takes it: a path and a query, encoded in one way only. A slash that was encoded
 * is a slash, and a target that is a whole URL loses its beginning.
 */
export const plainTarget = (target: string): string => {
  const [path = '', ...query] = target.replace(/^https?:\/\/[^/?]*/i, '').split('?');
  const encoded = path.includes('%') ? decodePath(path).split('/').map(encodeURIComponent).join('/') : path;
  return [encoded || '/', ...query].join('?');
};

/** The parameters of a query, in the order of first appearance; of a repeated one the last value counts. */
export const readQuery = (query: string): Map<string, string> =>
  // The ampersand shields a question mark at the beginning, which belongs to the first name.
  new Map(new URLSearchParams(`&${query}`));
