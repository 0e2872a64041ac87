import { randomToken } from '@netloom/server-kit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AppContext } from '../../../platform/app-context.ts';
import { sessionOf, type AccessContext } from '../authenticate.ts';
import { csrfCookie, requireCsrfToken, requireOwnOrigin } from '../csrf.ts';
import { isSecure } from '../is-secure.ts';
import { logInWithPassword, type LoginGuard } from '../log-in-with-password.ts';
import { factorsOf } from '../second-factor/factors.ts';
import type { SessionCookies } from '../session-cookies.ts';
import { loginForm, logoutForm, type IdentifierField } from './login-forms.ts';
import { createPageLanguages } from './page-languages.ts';
import { fieldOf, goOn, sendErrorPage, show, showText, textsOf, type Pages } from './pages.ts';
import type { FormErrors } from './password-forms.ts';
import { safeNext } from './safe-next.ts';

interface LoginPages extends Pages {
  context: AppContext;
  access: AccessContext;
  cookies: SessionCookies;
  guard: LoginGuard;
}

/** Where a login leads that asks for no other place. */
const home = '/admin/';

/**
 * Logins and logouts by plain forms, for browsers without scripts and for programs that log in as one: below
 * `/accounts/` and `/admin/`, which leads to the console otherwise.
 */
export const registerLoginPages = async (given: Omit<LoginPages, 'languages'>): Promise<void> => {
  const pages: LoginPages = { ...given, languages: createPageLanguages(given.context.settings.language) };
  await pages.context.http.register(async (http) => {
    http.setErrorHandler((error, request, reply) => sendErrorPage(pages, error, request, reply));
    http.addHook('onRoute', (route) => {
      route.schema = { hide: true };
    });
    registerLogin(http, pages, '/accounts/login/', 'login');
    registerLogin(http, pages, '/admin/login/', 'username');
    registerLogout(http, pages, '/accounts/logout/');
    registerLogout(http, pages, '/admin/logout/');
    for (const path of ['/admin/login', '/admin/logout'])
      http.get(path, async (request, reply) => reply.redirect(request.url.replace(path, `${path}/`), 301));
    for (const path of ['/admin', '/admin/*'])
      http.get(path, async (_request, reply) => reply.redirect('/', 302));
  });
};

const registerLogin = (
  http: FastifyInstance,
  pages: LoginPages,
  path: string,
  identifierField: IdentifierField,
): void => {
  const { context, access, cookies, guard } = pages;

  const showForm = (
    reply: FastifyReply,
    form: { csrfToken: string; identifier?: string; errors?: FormErrors },
  ): Promise<FastifyReply> => {
    const { request } = reply;
    const texts = textsOf(pages, request);
    const body = loginForm(texts, { identifierField, next: nextOf(request), ...form });
    return show(pages, reply, { title: texts.login.title, body });
  };

  http.get(path, async (request, reply) => {
    const found = await sessionOf(access, request);
    if (found && found.restriction !== 'password-expired')
      return reply.redirect(nextOf(request) ?? home, 302);
    // The token of a session stays as it is: other pages of this browser have it.
    const csrfToken = found?.session?.csrfToken ?? keptToken(request) ?? randomToken(32);
    reply.setCookie(csrfCookie, csrfToken, {
      path: '/',
      sameSite: 'lax',
      secure: isSecure(request, context.settings),
    });
    return showForm(reply, { csrfToken });
  });

  http.post(path, async (request, reply) => {
    const session = (await sessionOf(access, request))?.session;
    const csrfToken = session?.csrfToken ?? keptToken(request) ?? '';
    requireCsrfToken(request, csrfToken);
    const identifier = fieldOf(request, identifierField).trim();
    const password = fieldOf(request, 'password');
    const { refusal } = textsOf(pages, request);
    const blank = Object.entries({ [identifierField]: identifier, password }).filter(([, value]) => !value);
    if (blank.length > 0) {
      const message = [refusal('This field may not be blank.')];
      const errors = Object.fromEntries(blank.map(([name]) => [name, message]));
      return showForm(reply, { csrfToken, identifier, errors });
    }
    const userId = await logInWithPassword(context, request, { identifier, password }, guard);
    if (userId === undefined) {
      const errors = { non_field_errors: [refusal('Unable to log in with provided credentials.')] };
      return showForm(reply, { csrfToken, identifier, errors });
    }
    // The console asks for the rest. There is no session until then.
    if ((await factorsOf(context.db, userId)).length > 0)
      return showText(pages, reply, textsOf(pages, request).secondFactor);
    const { restriction } = await cookies.logIn(request, reply, { userId, passwordBased: true });
    return reply.redirect(afterLogin(restriction, nextOf(request) ?? home), 302);
  });
};

/** Who has to do something else first is sent where that is done. */
const afterLogin = (restriction: string | undefined, next: string): string => {
  if (restriction === 'password-expired')
    return `/accounts/password/change/?next=${encodeURIComponent(next)}`;
  return restriction === undefined ? next : '/';
};

const registerLogout = (http: FastifyInstance, pages: LoginPages, path: string): void => {
  const { access, cookies, context, languages } = pages;
  const done = '/accounts/logout-success/';
  /** The session of the request, whose user the page speaks to. */
  const findSession = async (request: FastifyRequest) => {
    const found = await sessionOf(access, request);
    if (!found?.session) return undefined;
    const user = await context.db
      .selectFrom('openwisp_users_user')
      .select('language')
      .where('id', '=', found.caller.userId)
      .executeTakeFirst();
    languages.speakTo(request, user?.language ?? '');
    return found.session;
  };

  // Only the button logs out: a picture on a page of another site must not.
  http.get(path, async (request, reply) => {
    const session = await findSession(request);
    if (!session) return goOn(pages, reply, done);
    const texts = textsOf(pages, request);
    return show(pages, reply, { title: texts.logout.title, body: logoutForm(texts, session.csrfToken) });
  });
  http.post(path, async (request, reply) => {
    const session = await findSession(request);
    if (session) requireCsrfToken(request, session.csrfToken);
    else requireOwnOrigin(request);
    await cookies.logOut(request, reply);
    return goOn(pages, reply, done);
  });
};

/** The token that the browser has from a form before, or from a session that has ended. */
const keptToken = (request: FastifyRequest): string | undefined => {
  const token = request.cookies[csrfCookie];
  return token !== undefined && /^[A-Za-z0-9]{32}$/.test(token) ? token : undefined;
};

/** Where the login shall lead: by the form, else by the address. */
const nextOf = (request: FastifyRequest): string | undefined => {
  const { next } = (request.body ?? {}) as { next?: unknown };
  return safeNext(next ?? (request.query as { next?: unknown }).next);
};
