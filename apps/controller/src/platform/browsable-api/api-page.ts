import { STATUS_CODES } from 'node:http';
import type { FastifySchema } from 'fastify';
import type { Caller } from '../caller.ts';
import { html, type Html } from '../pages/html.ts';
import { showJson } from './show-json.ts';

/** An answer of the API, and what else its page tells. */
export interface ShownAnswer {
  method: string;
  /** Path and query. */
  url: string;
  status: number;
  /** In the order in which they are shown. */
  headers: Readonly<Record<string, string>>;
  body: unknown;
  /** Of the route: what the documentation of the API is made from. */
  schema: FastifySchema | undefined;
  caller: Caller | undefined;
  hasDocs: boolean;
}

/** The page of an answer, but for its title. */
export const apiPage = (answer: ShownAnswer): Html => html`${describeOperation(answer)}
<div class="row">${whoCalls(answer)}<a href="${withFormat(answer.url, 'json')}">As JSON</a></div>
${otherPages(answer.body)}
<pre>${headOf(answer)}

${showJson(answer.body)}</pre>`;

const describeOperation = ({ schema, hasDocs }: ShownAnswer): Html => {
  if (!schema || schema.hide) return html`${hasDocs ? documentation('/api/v1/docs/') : ''}`;
  const { summary = '', description = '', tags = [], operationId = '' } = schema;
  const anchor = `/api/v1/docs/#/${encodeURIComponent(tags[0] ?? 'default')}/${operationId}`;
  return html`<p>${showCode([summary, description].filter((text) => text !== '').join('. '))}</p>
${hasDocs ? documentation(anchor) : ''}`;
};

const documentation = (href: string): Html =>
  html`<p><a href="${href}">Documentation</a>, where requests can be tried out</p>`;

/** Descriptions put names between backticks. */
const showCode = (text: string): Html =>
  html`${text.split('`').map((piece, index) => (index % 2 === 0 ? html`${piece}` : html`<code>${piece}</code>`))}`;

const whoCalls = ({ caller, url }: ShownAnswer): Html => {
  if (!caller)
    return html`<form action="/accounts/login/"><input type="hidden" name="next" value="${url}"><button>Log in</button></form>`;
  const name = html`<span>Logged in as <strong>${caller.username}</strong></span>`;
  return caller.via === 'session' ? html`${name}<a href="/accounts/logout/">Log out</a>` : name;
};

const withFormat = (url: string, format: string): string => {
  const [path = '', query = ''] = url.split('?');
  const parameters = new URLSearchParams(query);
  parameters.set('format', format);
  return `${path}?${parameters}`;
};

/** Where a list goes on, when it is a page of one. */
const otherPages = (body: unknown): Html => {
  const { count, previous, next } = (body ?? {}) as Record<string, unknown>;
  if (typeof count !== 'number' || next === undefined) return html``;
  const link = (href: unknown, text: string): Html =>
    typeof href === 'string' ? html`<a href="${href}">${text}</a>` : html`<span class="soft">${text}</span>`;
  return html`<nav class="row">${link(previous, 'Previous page')}${link(next, 'Next page')}<span>${String(count)} in all</span></nav>`;
};

const headOf = ({ method, url, status, headers }: ShownAnswer): Html =>
  html`${method} ${url}
<strong>HTTP ${String(status)} ${STATUS_CODES[status] ?? ''}</strong>${Object.entries(headers).map(
    ([name, value]) => html`\n<strong>${name}:</strong> ${value}`,
  )}`;
