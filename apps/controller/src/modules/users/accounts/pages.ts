import { HttpError } from '@netloom/server-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AppContext } from '../../../platform/app-context.ts';
import { html, type Html } from '../../../platform/pages/html.ts';
import { sendPage } from '../../../platform/pages/page.ts';
import type { PageTexts } from '../texts/page-texts.ts';
import { pagesByLanguage } from '../texts/pages-by-language.ts';
import type { PageLanguages } from './page-languages.ts';

/** What the pages for people stand on. */
export interface Pages {
  context: Pick<AppContext, 'settings'>;
  languages: PageLanguages;
}

/** What pages say, in the language of the request. */
export const textsOf = ({ languages }: Pages, request: FastifyRequest): PageTexts =>
  pagesByLanguage[languages.of(request)];

/** Answers with a page. */
export const show = (
  { context, languages }: Pages,
  reply: FastifyReply,
  page: { title: string; body: Html; status?: number },
): Promise<FastifyReply> =>
  sendPage(reply, {
    language: languages.of(reply.request),
    siteName: context.settings.siteName,
    ...page,
  });

/** A page that says something and leads to the console. */
export const showText = (
  pages: Pages,
  reply: FastifyReply,
  { title, text }: { title: string; text: string },
): Promise<FastifyReply> => {
  const { toConsole } = textsOf(pages, reply.request);
  return show(pages, reply, { title, body: html`<p>${text}</p><p><a href="/">${toConsole}</a></p>` });
};

/** 404 for a link that leads nowhere. */
export const showDeadLink = (pages: Pages, reply: FastifyReply): Promise<FastifyReply> => {
  const { title, text } = textsOf(pages, reply.request).deadLink;
  return show(pages, reply, { title, body: html`<p>${text}</p>`, status: 404 });
};

/** The next page goes on in the language of this one. */
export const goOn = ({ languages }: Pages, reply: FastifyReply, path: string): FastifyReply =>
  reply.redirect(languages.onward(reply.request, path), 302);

/** The page for an error of a route: what was refused, or that it is our fault. */
export const sendErrorPage = async (
  pages: Pages,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  const { failure, refusal } = textsOf(pages, request);
  const { title } = failure;
  if (!(error instanceof HttpError)) {
    const { statusCode: status = 500 } = error as { statusCode?: number };
    if (status >= 500) request.log.error({ err: error }, 'a page failed');
    return show(pages, reply, { title, body: html`<p>${failure.later}</p>`, status });
  }
  const { status } = error;
  const { detail } = error.body as { detail?: string };
  reply.headers(error.headers);
  if (status === 404) return showDeadLink(pages, reply);
  const text = detail === undefined ? failure.refused : refusal(detail);
  return show(pages, reply, { title, body: html`<p>${text}</p>`, status });
};

/** A field of a form that was sent; empty when it is missing or longer than any that we ask for. */
export const fieldOf = (request: FastifyRequest, name: string): string => {
  const value = (request.body as Record<string, unknown> | null | undefined)?.[name];
  return typeof value === 'string' && value.length <= 254 ? value : '';
};
