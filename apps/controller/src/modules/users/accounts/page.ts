import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import type { Language } from '../../../platform/languages.ts';

/** HTML that is safe to put into a page: made by `html`. */
export interface Html {
  readonly markup: string;
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A template whose values are escaped, unless they are HTML themselves. */
export const html = (pieces: TemplateStringsArray, ...values: (string | Html | Html[])[]): Html => ({
  markup: pieces.reduce((before, piece, index) => before + show(values[index - 1] ?? '') + piece),
});

const show = (value: string | Html | Html[]): string => {
  if (typeof value === 'string') return value.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);
  return Array.isArray(value) ? value.map(({ markup }) => markup).join('') : value.markup;
};

const style = `:root{color-scheme:light dark;--back:#f1f3f6;--card:#fff;--ink:#1d2430;--soft:#5b6470;--line:#8a93a0;--accent:#1c64d1;--bad:#b3261e}
@media (prefers-color-scheme:dark){:root{--back:#14181f;--card:#1e242d;--ink:#e8ebf0;--soft:#a3adba;--line:#6b7685;--accent:#7fb0ff;--bad:#ff9b92}}
*{box-sizing:border-box}body{background:var(--back);color:var(--ink);font:16px/1.5 system-ui,sans-serif;margin:0;padding:24px 16px}
main{background:var(--card);border-radius:8px;margin:8vh auto 0;max-width:440px;padding:32px}
.site{color:var(--soft);font-size:14px;margin:0}h1{font-size:22px;line-height:1.3;margin:0 0 16px}
label{display:block;font-weight:600;margin:16px 0 4px}
input:not([type=hidden]){background:var(--card);border:1px solid var(--line);border-radius:6px;color:var(--ink);font:inherit;padding:8px 12px;width:100%}
button{background:var(--accent);border:0;border-radius:6px;color:var(--card);cursor:pointer;font:inherit;font-weight:600;margin-top:24px;padding:10px 20px}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}.error{color:var(--bad);margin:4px 0 0}a{color:var(--accent)}`;

const styleHash = createHash('sha256').update(style).digest('base64');

/** Nothing is loaded, nothing runs, forms go to this site alone, and no other site may frame the page. */
const contentSecurityPolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

interface Page {
  language: Language;
  siteName: string;
  title: string;
  body: Html;
  /** Default: 200. */
  status?: number;
}

/** Answers with a page that stands for itself: no script, no file beside it. */
export const sendPage = async (
  reply: FastifyReply,
  { language, siteName, title, body, status = 200 }: Page,
): Promise<FastifyReply> =>
  reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('content-security-policy', contentSecurityPolicy)
    // Addresses of these pages may hold secrets: they go to no other site and into no cache. With "no-referrer"
    // browsers would also hide the origin from this site, which refuses forms of unknown origin.
    .header('referrer-policy', 'same-origin')
    .header('cache-control', 'no-store')
    .header('content-language', language)
    .header('vary', 'accept-language')
    .send(
      html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title} - ${siteName}</title><style>${{ markup: style }}</style></head>
<body><main><p class="site">${siteName}</p><h1>${title}</h1>
${body}
</main></body></html>
`.markup,
    );

/** A field of a form with its errors. Browsers fill it in by its `autocomplete` word. */
export const formField = (given: {
  name: string;
  label: string;
  type: 'text' | 'password';
  autocomplete: string;
  errors?: readonly string[] | undefined;
}): Html => {
  const { name, label, type, autocomplete, errors = [] } = given;
  const invalid = errors.length > 0 ? html`aria-invalid="true" aria-describedby="${name}-error"` : html``;
  return html`<label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="${type}" autocomplete="${autocomplete}" maxlength="254" required ${invalid}>
${errors.length > 0 ? html`<div id="${name}-error" role="alert">${errors.map((error) => html`<p class="error">${error}</p>`)}</div>` : html``}`;
};
