import { apiPrefix, type AnyOperation } from '../../platform/http/operation.ts';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for HTML. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => escapes[character] ?? '');

const style = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.05rem; margin: 1.5rem 0 .25rem; }
table { border-collapse: collapse; width: 100%; }
td { padding: .3rem .6rem .3rem 0; vertical-align: top; border-top: 1px solid color-mix(in srgb, currentColor 15%, transparent); }
td:first-child { width: 5rem; font-weight: 600; } code { overflow-wrap: anywhere; }
@media (max-width: 40rem) { td { display: block; border: 0; padding: 0; } tr { display: block; padding: .5rem 0; border-top: 1px solid color-mix(in srgb, currentColor 15%, transparent); } }
`;

/** Every operation: method, path, what it does. */
export const routesPage = (operations: readonly AnyOperation[]): string => {
  const tags = [...new Set(operations.map(({ tag }) => tag))];
  const section = (tag: string): string => {
    const rows = operations
      .filter((operation) => operation.tag === tag)
      .map(({ method, path, summary }) => {
        const shown = escapeHtml(`${apiPrefix}${path.replace(/:([a-z_]+)/g, '{$1}')}`);
        return `<tr><td>${method}</td><td><code>${shown}</code></td><td>${escapeHtml(summary)}</td></tr>`;
      });
    return `<h2>${escapeHtml(tag)}</h2><table>${rows.join('')}</table>`;
  };
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>Routes</title><style>${style}</style></head>
<body><h1>Routes of the API</h1><p><a href="/docs">Try them</a> or read the <a href="${apiPrefix}/openapi.json">OpenAPI document</a>.</p>
${tags.map(section).join('\n')}</body></html>`;
};

/** The viewer of the API's document. */
export const docsPage = (
  documentUrl: string,
): string => `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>API</title>
<link rel="stylesheet" href="/docs/static/swagger-ui.css"></head><body><div id="viewer"></div>
<script src="/docs/static/swagger-ui-bundle.js"></script>
<script>
window.ui = SwaggerUIBundle({
  url: ${JSON.stringify(documentUrl)},
  dom_id: '#viewer',
  deepLinking: true,
  oauth2RedirectUrl: location.origin + '/docs/oauth2-redirect',
});
</script></body></html>`;
