import { HttpError } from '@netloom/server-kit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AppContext } from '../../../platform/app-context.ts';
import { createPageLanguages } from '../accounts/page-languages.ts';
import { html } from '../../../platform/pages/html.ts';
import { sendPage } from '../../../platform/pages/page.ts';
import { safeNext } from '../accounts/safe-next.ts';
import { beginChallenge, endChallenge, findChallenge } from '../second-factor/challenges.ts';
import type { SessionCookies } from '../session-cookies.ts';
import { userOfIdentity, type Identity } from '../single-sign-on/identities.ts';
import {
  readProviders,
  type IdentityProvider,
  type OidcProvider,
  type SamlProvider,
} from '../single-sign-on/providers.ts';
import { keepSignOn, takeSignOn } from '../single-sign-on/sign-on-cookie.ts';
import { SignOnError } from '../single-sign-on/sign-on-error.ts';
import { pagesByLanguage } from '../texts/pages-by-language.ts';
import { recordLogin } from '../record-login.ts';
import { registerOperation } from './register-operation.ts';

const tags = ['session single sign-on'];

/** Logins through identity providers: which there are, and the addresses that browsers are sent to and fro. */
export const registerSingleSignOnRoutes = async (
  context: AppContext,
  cookies: SessionCookies,
): Promise<void> => {
  const { settings } = context;
  const providers = readProviders(settings.singleSignOn, settings);
  const site = (settings.siteUrl ?? '').replace(/\/$/, '');
  const pathOf = ({ type, id }: IdentityProvider): string => `/api/v1/session/${type}/${id}/`;

  registerOperation(context, {
    path: 'session/providers/',
    name: 'Providers',
    description: 'Identity providers that people may log in through.',
    authorize: async () => {},
    methods: [
      {
        method: 'GET',
        schema: {
          tags,
          summary: 'List the identity providers',
          description: 'A login begins with a visit of `start_url`; `?next=/path` is where it ends.',
          operationId: 'list_session_providers',
          security: [],
          response: {
            200: {
              type: 'object',
              properties: {
                results: {
                  type: 'array',
                  items: {
                    type: 'object',
                    properties: {
                      id: { type: 'string' },
                      type: { type: 'string', enum: ['oidc', 'saml'] },
                      label: { type: 'string' },
                      start_url: { type: 'string' },
                    },
                  },
                },
              },
            },
          },
        },
        handle: async () => ({
          results: providers.map((provider) => ({
            id: provider.id,
            type: provider.type,
            label: provider.label,
            start_url: `${pathOf(provider)}start/`,
          })),
        }),
      },
    ],
  });

  /** The user whom a provider has recognised. */
  const recognise = async (
    request: FastifyRequest,
    provider: IdentityProvider,
    identity: Identity,
  ): Promise<string> => {
    const { userId, isNew, isLinked } = await userOfIdentity(context, provider, identity);
    const entry = { userId, via: 'login' as const };
    if (isNew)
      await recordLogin(context, request, { ...entry, action: 'created', after: { provider: provider.id } });
    if (isLinked) {
      const after = { provider: provider.id, subject: identity.subject };
      await recordLogin(context, request, { ...entry, action: 'identity-linked', after });
    }
    return userId;
  };

  const finish = async (
    request: FastifyRequest,
    reply: FastifyReply,
    provider: IdentityProvider,
    identity: Identity,
    next: string,
  ): Promise<FastifyReply> => {
    const userId = await recognise(request, provider, identity);
    await cookies.logIn(request, reply, { userId, passwordBased: false });
    return reply.redirect(next, 303);
  };

  await context.http.register(async (http) => {
    http.setErrorHandler((error, request, reply) => sendSignOnError(context, error, request, reply));
    http.addHook('onRequest', async (_request, reply) => {
      reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer');
    });
    for (const provider of providers) {
      if (provider.type === 'oidc') await registerOidc(http, provider);
      else await registerSaml(http, provider);
    }
  });

  // What few installations use is loaded only where it is set up: it would make every start slower.
  async function registerOidc(http: FastifyInstance, provider: OidcProvider): Promise<void> {
    const { createOidcClient } = await import('../single-sign-on/oidc.ts');
    const client = createOidcClient(provider, context);
    const redirectUri = `${site}${pathOf(provider)}callback/`;
    http.get(`${pathOf(provider)}start/`, { schema: { hide: true } }, async (request, reply) => {
      const { url, ...begun } = await client.begin(redirectUri);
      keepSignOn(context, request, reply, { provider: provider.id, ...begun, next: nextOf(request) });
      return reply.redirect(url, 303);
    });
    http.get(`${pathOf(provider)}callback/`, { schema: { hide: true } }, async (request, reply) => {
      const begun = takeSignOn(context, request, reply, provider.id);
      if (!begun) throw notBegun();
      const { search } = new URL(request.url, site);
      const identity = await client.finish(new URL(`${redirectUri}${search}`), begun);
      return finish(request, reply, provider, identity, begun.next);
    });
  }

  async function registerSaml(http: FastifyInstance, provider: SamlProvider): Promise<void> {
    const { createSamlClient } = await import('../single-sign-on/saml.ts');
    const client = createSamlClient(provider, {
      db: context.db,
      log: context.log,
      entityId: `${site}${pathOf(provider)}metadata/`,
      callbackUrl: `${site}${pathOf(provider)}acs/`,
    });
    http.get(`${pathOf(provider)}metadata/`, { schema: { hide: true } }, async (_request, reply) =>
      reply.type('application/samlmetadata+xml').send(client.metadata()),
    );
    http.get(`${pathOf(provider)}start/`, { schema: { hide: true } }, async (request, reply) => {
      const { url, requestId } = await client.begin();
      keepSignOn(context, request, reply, {
        provider: provider.id,
        state: requestId,
        nonce: '',
        verifier: '',
        next: nextOf(request),
      });
      return reply.redirect(url, 303);
    });
    // The answer comes by a form of another site, to which browsers send no cookie: who has asked is known only after
    // one more step. Until then the answer is kept as a challenge, which is bound to the request that it answers.
    http.post(`${pathOf(provider)}acs/`, { schema: { hide: true } }, async (request, reply) => {
      const { SAMLResponse: answer } = (request.body ?? {}) as { SAMLResponse?: unknown };
      if (typeof answer !== 'string') throw notBegun();
      const { identity, requestId } = await client.finish(answer);
      const userId = await recognise(request, provider, identity);
      const ticket = await beginChallenge(context, 'saml', {
        userId,
        binding: `${provider.id} ${requestId}`,
      });
      return reply.redirect(`${pathOf(provider)}finish/?ticket=${ticket}`, 303);
    });
    http.get(`${pathOf(provider)}finish/`, { schema: { hide: true } }, async (request, reply) => {
      const begun = takeSignOn(context, request, reply, provider.id);
      const { ticket } = request.query as { ticket?: unknown };
      const answered = typeof ticket === 'string' ? await findChallenge(context, 'saml', ticket) : undefined;
      const isOfThisBrowser = begun && answered?.binding === `${provider.id} ${begun.state}`;
      if (!isOfThisBrowser || !(await endChallenge(context, String(ticket)))) throw notBegun();
      await cookies.logIn(request, reply, { userId: answered.userId, passwordBased: false });
      return reply.redirect(begun.next, 303);
    });
  }
};

const notBegun = () =>
  new SignOnError('This login was not begun in this browser, or has taken too long. Start again.');

const nextOf = (request: FastifyRequest): string =>
  safeNext((request.query as { next?: unknown }).next) ?? '/';

const sendSignOnError = async (
  { settings }: Pick<AppContext, 'settings'>,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  const isTold = error instanceof SignOnError;
  if (!isTold && !(error instanceof HttpError)) request.log.error({ err: error }, 'a login failed');
  const language = createPageLanguages(settings.language).of(request);
  const { signOn, failure, refusal } = pagesByLanguage[language];
  const text = isTold ? refusal(error.message) : failure.later;
  return sendPage(reply, {
    language,
    siteName: settings.siteName,
    title: signOn.title,
    body: html`<p>${text}</p><p><a href="/">${signOn.toLogin}</a></p>`,
    status: isTold ? 403 : 500,
  });
};
