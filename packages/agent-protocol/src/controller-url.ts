/**
 * Splits a controller's URL into its origin and the path that precedes `/controller/`.
 *
 * @throws TypeError naming what is wrong with the URL
 */
export function parseControllerUrl(text: string): { readonly origin: string; readonly basePath: string } {
  const url = URL.parse(text);
  if (url === null) throw new TypeError(`"${text}" is not a URL`);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new TypeError(`the URL of a controller begins with http:// or https://, not ${url.protocol}`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new TypeError('the URL of a controller holds no user name and no password');
  }
  if (url.search !== '' || url.hash !== '')
    throw new TypeError('the URL of a controller has no "?" and no "#"');
  return { origin: url.origin, basePath: url.pathname.replace(/\/$/, '') };
}
