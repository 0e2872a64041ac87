import { HttpError, notFound } from '@netloom/server-kit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AppContext } from '../../../platform/app-context.ts';
import { html, type Html } from '../../../platform/pages/html.ts';
import { sessionOf, type AccessContext } from '../authenticate.ts';
import type { CountAuthRequest } from '../auth-throttle.ts';
import { changeOwnPassword } from '../change-password.ts';
import { confirmEmail, findByConfirmationKey } from '../confirm-email.ts';
import { requireCsrfToken, requireOwnOrigin } from '../csrf.ts';
import { acceptInvitation, findByInvitation } from '../invite-user.ts';
import { confirmReset, findByResetLink } from '../password-reset.ts';
import { recordConfirmation, recordLogin } from '../record-login.ts';
import type { PageTexts } from '../texts/page-texts.ts';
import { createPageLanguages } from './page-languages.ts';
import { fieldOf, goOn, sendErrorPage, show, showDeadLink, showText, textsOf, type Pages } from './pages.ts';
import { changeForm, invitationForm, newPasswordForm, resetForm, type FormErrors } from './password-forms.ts';
import { safeNext } from './safe-next.ts';

interface AccountPages extends Pages {
  context: AppContext;
  access: AccessContext;
  countRequest: CountAuthRequest;
  askForReset(identifier: string): Promise<void>;
}

/** The pages under `/accounts/` that links of mails lead to, and what belongs to them. They work without scripts. */
export const registerAccountPages = async (given: Omit<AccountPages, 'languages'>): Promise<void> => {
  const pages: AccountPages = { ...given, languages: createPageLanguages(given.context.settings.language) };
  await pages.context.http.register(
    async (http) => {
      http.setErrorHandler((error, request, reply) => sendErrorPage(pages, error, request, reply));
      // Pages are for people: the API documentation leaves them out.
      http.addHook('onRoute', (route) => {
        route.schema = { hide: true };
      });
      registerSimplePages(http, pages);
      registerConfirmationPages(http, pages);
      registerResetPages(http, pages);
      registerInvitationPages(http, pages);
      registerChangePages(http, pages);
    },
    { prefix: '/accounts' },
  );
};

const registerSimplePages = (http: FastifyInstance, pages: AccountPages): void => {
  http.get('/signup/', async (_request, reply) => reply.redirect('/', 302));
  const simple = {
    '/inactive/': 'inactive',
    '/confirm-email/': 'confirmationSent',
    '/email-verification-success/': 'addressConfirmed',
    '/logout-success/': 'loggedOut',
    '/password/reset/done/': 'resetSent',
    '/password/reset/key/done/': 'passwordReset',
    '/invitation/done/': 'invitationAccepted',
    '/password/change/success/': 'passwordChanged',
  } as const;
  for (const [path, name] of Object.entries(simple)) {
    http.get(path, async (request, reply) => showText(pages, reply, textsOf(pages, request)[name]));
  }
};

const registerConfirmationPages = (http: FastifyInstance, pages: AccountPages): void => {
  const { context, languages } = pages;
  const path = '/confirm-email/:key/';
  const keyOf = (request: FastifyRequest): string => (request.params as { key: string }).key;

  // Mail programs and virus scanners open links by themselves: only the button confirms.
  http.get(path, async (request, reply) => {
    const address = await findByConfirmationKey(context, keyOf(request));
    if (!address) return showDeadLink(pages, reply);
    languages.speakTo(request, address.language);
    const { title, question, button } = textsOf(pages, request).confirmation;
    const body = html`<p>${question(address.email)}</p><form method="post"><button>${button}</button></form>`;
    return show(pages, reply, { title, body });
  });
  http.post(path, async (request, reply) => {
    requireOwnOrigin(request);
    const confirmed = await confirmEmail(context, keyOf(request));
    await recordConfirmation(context, request, confirmed);
    languages.speakTo(request, confirmed.language);
    return goOn(pages, reply, '/accounts/email-verification-success/');
  });
};

const registerResetPages = (http: FastifyInstance, pages: AccountPages): void => {
  const { context, countRequest, askForReset, languages } = pages;

  http.get('/password/reset/', async (request, reply) => {
    const texts = textsOf(pages, request);
    return show(pages, reply, { title: texts.reset.title, body: resetForm(texts) });
  });
  http.post('/password/reset/', async (request, reply) => {
    requireOwnOrigin(request);
    await countRequest(request);
    const input = fieldOf(request, 'input').trim();
    if (input === '') {
      const texts = textsOf(pages, request);
      const body = resetForm(texts, [texts.refusal('This field may not be blank.')]);
      return show(pages, reply, { title: texts.reset.title, body, status: 400 });
    }
    await askForReset(input);
    return goOn(pages, reply, '/accounts/password/reset/done/');
  });

  const path = '/password/reset/key/:key/';
  const linkOf = (request: FastifyRequest): { uid: string; token: string } => {
    const [, uid = '', token = ''] = /^([^-]*)-(.*)$/.exec((request.params as { key: string }).key) ?? [];
    return { uid, token };
  };
  /** A wrong link is a missing page: there is no field of a form that the error could stand at. */
  const throughLink = async <Result>(looking: Promise<Result>): Promise<Result> =>
    looking.catch((error: unknown) => {
      throw isAboutLink(error) ? notFound() : error;
    });
  const requireLink = async (request: FastifyRequest): Promise<void> => {
    const { language } = await throughLink(findByResetLink(context, linkOf(request)));
    languages.speakTo(request, language);
  };
  http.get(path, async (request, reply) => {
    await requireLink(request);
    const texts = textsOf(pages, request);
    return show(pages, reply, { title: texts.newPassword.title, body: newPasswordForm(texts, {}) });
  });
  http.post(path, async (request, reply) => {
    requireOwnOrigin(request);
    await countRequest(request);
    await requireLink(request);
    return submitPassword(pages, reply, {
      form: newPasswordForm,
      save: async () => {
        // Somebody may have been faster with the same link.
        const saved = confirmReset(context, { ...linkOf(request), ...newPassword(request) });
        const userId = await throughLink(saved);
        await recordLogin(context, request, { action: 'password-reset', userId, via: 'login' });
      },
      done: '/accounts/password/reset/key/done/',
    });
  });
};

/** The errors of `findByResetLink`. */
const isAboutLink = (error: unknown): boolean =>
  error instanceof HttpError &&
  error.status === 400 &&
  ['uid', 'token', 'non_field_errors'].some((name) => Object.hasOwn(error.body as object, name));

const registerInvitationPages = (http: FastifyInstance, pages: AccountPages): void => {
  const { context, countRequest, languages } = pages;
  const path = '/invitation/:key/';
  const keyOf = (request: FastifyRequest): string => (request.params as { key: string }).key;

  http.get(path, async (request, reply) => {
    const { username, language } = await findByInvitation(context, keyOf(request));
    languages.speakTo(request, language);
    const texts = textsOf(pages, request);
    return show(pages, reply, { title: texts.invitation.title, body: invitationForm(texts, username, {}) });
  });
  http.post(path, async (request, reply) => {
    requireOwnOrigin(request);
    await countRequest(request);
    const { username, language } = await findByInvitation(context, keyOf(request));
    languages.speakTo(request, language);
    return submitPassword(pages, reply, {
      form: (texts, errors) => invitationForm(texts, username, errors),
      save: async () => {
        const userId = await acceptInvitation(context, { key: keyOf(request), ...newPassword(request) });
        await recordLogin(context, request, { action: 'invitation-accepted', userId, via: 'login' });
      },
      done: '/accounts/invitation/done/',
    });
  });
};

const registerChangePages = (http: FastifyInstance, pages: AccountPages): void => {
  const { context, access, countRequest, languages } = pages;
  const path = '/password/change/';
  const config = { permits: ['password-expired', 'second-factor-missing'] as const };

  const findOwner = async (userId: string) =>
    context.db
      .selectFrom('openwisp_users_user')
      .select(['password', 'language'])
      .where('id', '=', userId)
      .executeTakeFirst();

  http.get(path, { config }, async (request, reply) => {
    const found = await sessionOf(access, request);
    if (!found?.session) return reply.redirect('/', 302);
    const { password = '!', language = '' } = (await findOwner(found.caller.userId)) ?? {};
    languages.speakTo(request, language);
    const texts = textsOf(pages, request);
    if (password.startsWith('!')) return showText(pages, reply, texts.noPassword);
    const body = changeForm(texts, found.session.csrfToken, {});
    return show(pages, reply, { title: texts.change.title, body });
  });
  http.post(path, { config }, async (request, reply) => {
    const found = await sessionOf(access, request);
    const { session, caller } = found ?? {};
    if (!session || !caller) return reply.redirect('/', 302);
    languages.speakTo(request, (await findOwner(caller.userId))?.language ?? '');
    requireCsrfToken(request, session.csrfToken);
    await countRequest(request, caller.userId);
    const next = safeNext((request.query as { next?: unknown }).next);
    return submitPassword(pages, reply, {
      form: (texts, errors) => changeForm(texts, session.csrfToken, errors),
      save: async () => {
        const { userId, via } = caller;
        await changeOwnPassword(context, {
          userId,
          oldPassword: fieldOf(request, 'old_password'),
          ...newPassword(request),
          keepSession: session.idDigest,
        });
        await recordLogin(context, request, { action: 'password-changed', userId, via });
      },
      done: '/accounts/password/change/success/',
      next,
    });
  });
};

interface PasswordSubmission {
  form(texts: PageTexts, errors: FormErrors): Html;
  save(): Promise<void>;
  /** The page that says that it is done. */
  done: string;
  /** Where to go instead. */
  next?: string | undefined;
}

/** Saves a password and goes on, or shows the form again with what is wrong. */
const submitPassword = async (
  pages: Pages,
  reply: FastifyReply,
  { form, save, done, next }: PasswordSubmission,
): Promise<FastifyReply> => {
  try {
    await save();
  } catch (error) {
    if (!(error instanceof HttpError) || error.status !== 400) throw error;
    const texts = textsOf(pages, reply.request);
    const errors = Object.entries(error.body as FormErrors).map(([field, messages]) => [
      field,
      messages?.map((message) => texts.refusal(message)),
    ]);
    const body = form(texts, Object.fromEntries(errors) as FormErrors);
    return show(pages, reply, { title: texts.newPassword.title, body, status: 400 });
  }
  return next === undefined ? goOn(pages, reply, done) : reply.redirect(next, 302);
};

const newPassword = (request: FastifyRequest): { password: string; repeated: string } => ({
  password: fieldOf(request, 'new_password1'),
  repeated: fieldOf(request, 'new_password2'),
});
