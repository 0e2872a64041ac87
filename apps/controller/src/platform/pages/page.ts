import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import type { Language } from '../languages.ts';
import { html, type Html } from './html.ts';

const style = `:root{color-scheme:light dark;--back:#f1f3f6;--card:#fff;--ink:#1d2430;--soft:#5b6470;--line:#8a93a0;--accent:#1c64d1;--bad:#b3261e}
@media (prefers-color-scheme:dark){:root{--back:#14181f;--card:#1e242d;--ink:#e8ebf0;--soft:#a3adba;--line:#6b7685;--accent:#7fb0ff;--bad:#ff9b92}}
*{box-sizing:border-box}body{background:var(--back);color:var(--ink);font:16px/1.5 system-ui,sans-serif;margin:0;padding:24px 16px}
main{background:var(--card);border-radius:8px;margin:8vh auto 0;max-width:440px;padding:32px}
.site{color:var(--soft);font-size:14px;margin:0}h1{font-size:22px;line-height:1.3;margin:0 0 16px}
label{display:block;font-weight:600;margin:16px 0 4px}
input:not([type=hidden]){background:var(--card);border:1px solid var(--line);border-radius:6px;color:var(--ink);font:inherit;padding:8px 12px;width:100%}
button{background:var(--accent);border:0;border-radius:6px;color:var(--card);cursor:pointer;font:inherit;font-weight:600;margin-top:24px;padding:10px 20px}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}.error{color:var(--bad);margin:4px 0 0}a{color:var(--accent)}
.wide{margin-top:0;max-width:1100px}.wide h1{overflow-wrap:anywhere}.wide p{margin:0 0 12px}.wide button{margin:0;padding:6px 14px}
.row{align-items:center;display:flex;flex-wrap:wrap;gap:8px 20px;margin:0 0 16px}.soft{color:var(--soft)}
pre{background:var(--back);border-radius:6px;font:14px/1.5 ui-monospace,monospace;margin:0 0 16px;overflow-wrap:anywhere;padding:16px;white-space:pre-wrap}
@media (max-width:600px){.wide h1{font-size:18px}.wide{padding:20px 16px}.wide pre{font-size:13px;margin-inline:-8px;padding:12px}}`;

const styleHash = createHash('sha256').update(style).digest('base64');

/** Nothing is loaded, nothing runs, forms go to this site alone, and no other site may frame the page. */
const contentSecurityPolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

interface Page {
  language: Language;
  siteName: string;
  title: string;
  body: Html;
  /** For more than a form or a few sentences. */
  isWide?: boolean;
}

/** A page that stands for itself, no script, no file beside it: gives its text and sets the headers that go with it. */
export const writePage = (
  reply: FastifyReply,
  { language, siteName, title, body, isWide = false }: Page,
): string => {
  reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', contentSecurityPolicy)
    // Addresses of pages may hold secrets: they go to no other site and into no cache. With "no-referrer" browsers
    // would also hide the origin from this site, which refuses forms of unknown origin.
    .header('referrer-policy', 'same-origin')
    .header('cache-control', 'no-store')
    .header('content-language', language);
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title} - ${siteName}</title><style>${{ markup: style }}</style></head>
<body><main${isWide ? html` class="wide"` : ''}><p class="site">${siteName}</p><h1>${title}</h1>
${body}
</main></body></html>
`.markup;
};

/** Answers with such a page. `status` is 200 unless it is given. */
export const sendPage = async (
  reply: FastifyReply,
  { status = 200, ...page }: Page & { status?: number },
): Promise<FastifyReply> => reply.code(status).header('vary', 'accept-language').send(writePage(reply, page));
