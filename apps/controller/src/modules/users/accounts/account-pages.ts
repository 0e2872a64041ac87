import { HttpError, notFound } from '@netloom/server-kit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AppContext } from '../../../platform/app-context.ts';
import { sessionOf, type AccessContext } from '../authenticate.ts';
import type { CountAuthRequest } from '../auth-throttle.ts';
import { changeOwnPassword } from '../change-password.ts';
import { confirmEmail, findByConfirmationKey } from '../confirm-email.ts';
import { requireCsrfToken, requireOwnOrigin } from '../csrf.ts';
import { acceptInvitation, findByInvitation } from '../invite-user.ts';
import { confirmReset, findByResetLink } from '../password-reset.ts';
import { recordLogin } from '../record-login.ts';
import { formField, html, sendPage, type Html } from './page.ts';
import { safeNext } from './safe-next.ts';

interface Pages {
  context: AppContext;
  access: AccessContext;
  countRequest: CountAuthRequest;
  askForReset(identifier: string): Promise<void>;
}

type Errors = Readonly<Record<string, readonly string[] | undefined>>;

/** The pages under `/accounts/` that links of mails lead to, and what belongs to them. They work without scripts. */
export const registerAccountPages = async (pages: Pages): Promise<void> => {
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

const show = (
  { context }: Pages,
  reply: FastifyReply,
  title: string,
  body: Html,
  status = 200,
): Promise<FastifyReply> => sendPage(reply, { siteName: context.settings.siteName, title, body, status });

const toConsole = html`<p><a href="/">To the console</a></p>`;

const sendErrorPage = async (
  pages: Pages,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  if (!(error instanceof HttpError)) {
    const { statusCode = 500 } = error as { statusCode?: number };
    if (statusCode >= 500) request.log.error({ err: error }, 'a page failed');
    return show(pages, reply, 'This did not work', html`<p>Please try again later.</p>`, statusCode);
  }
  const { detail } = error.body as { detail?: string };
  reply.headers(error.headers);
  return error.status === 404
    ? show(pages, reply, 'This link is no good', deadLink, 404)
    : show(
        pages,
        reply,
        'This did not work',
        html`<p>${detail ?? 'The request was refused.'}</p>`,
        error.status,
      );
};

const deadLink = html`<p>It was used already, is too old, or is not complete. Ask for a new one.</p>`;

const registerSimplePages = (http: FastifyInstance, pages: Pages): void => {
  for (const path of ['/signup/', '/login/', '/logout/']) {
    http.get(path, async (_request, reply) => reply.redirect('/', 302));
  }
  const texts: [path: string, title: string, text: string][] = [
    ['/inactive/', 'This account is not active', 'Ask an administrator to activate it.'],
    ['/confirm-email/', 'Confirm your e-mail address', 'We have sent you a mail: follow the link in it.'],
    ['/email-verification-success/', 'Thank you', 'Your e-mail address is confirmed.'],
    ['/logout-success/', 'Goodbye', 'You are logged out.'],
    [
      '/password/reset/done/',
      'Look into your mail',
      'If there is an account with this name and an e-mail address, we have sent a mail to it.',
    ],
    ['/password/reset/key/done/', 'Your password was changed', 'You can log in with the new one.'],
    ['/invitation/done/', 'Welcome', 'Your account is ready. You can log in with your password.'],
    ['/password/change/success/', 'Your password was changed', 'Your other sessions have ended.'],
  ];
  for (const [path, title, text] of texts) {
    http.get(path, async (_request, reply) => show(pages, reply, title, html`<p>${text}</p>${toConsole}`));
  }
};

const registerConfirmationPages = (http: FastifyInstance, pages: Pages): void => {
  const { context } = pages;
  const path = '/confirm-email/:key/';
  const keyOf = (request: FastifyRequest): string => (request.params as { key: string }).key;

  // Mail programs and virus scanners open links by themselves: only the button confirms.
  http.get(path, async (request, reply) => {
    const address = await findByConfirmationKey(context, keyOf(request));
    if (!address) return show(pages, reply, 'This link is no good', deadLink, 404);
    return show(
      pages,
      reply,
      'Confirm your e-mail address',
      html`<p>Is ${address.email} your address?</p><form method="post"><button>Yes, confirm it</button></form>`,
    );
  });
  http.post(path, async (request, reply) => {
    requireOwnOrigin(request);
    await confirmEmail(context, keyOf(request));
    return reply.redirect('/accounts/email-verification-success/', 302);
  });
};

const registerResetPages = (http: FastifyInstance, pages: Pages): void => {
  const { context, countRequest, askForReset } = pages;

  http.get('/password/reset/', async (_request, reply) =>
    show(pages, reply, 'Reset your password', resetForm()),
  );
  http.post('/password/reset/', async (request, reply) => {
    requireOwnOrigin(request);
    await countRequest(request);
    const input = fieldOf(request, 'input').trim();
    if (input === '')
      return show(pages, reply, 'Reset your password', resetForm(['This field may not be blank.']), 400);
    await askForReset(input);
    return reply.redirect('/accounts/password/reset/done/', 302);
  });

  const path = '/password/reset/key/:key/';
  const linkOf = (request: FastifyRequest): { uid: string; token: string } => {
    const [, uid = '', token = ''] = /^([^-]*)-(.*)$/.exec((request.params as { key: string }).key) ?? [];
    return { uid, token };
  };
  http.get(path, async (request, reply) => {
    await requireResetLink(context, linkOf(request));
    return show(pages, reply, 'Choose a new password', newPasswordForm({}));
  });
  http.post(path, async (request, reply) => {
    requireOwnOrigin(request);
    await countRequest(request);
    const link = linkOf(request);
    await requireResetLink(context, link);
    return submitPassword(pages, reply, {
      form: (errors) => newPasswordForm(errors),
      save: async () => {
        const userId = await confirmReset(context, { ...link, ...newPassword(request) });
        await recordLogin(context, request, { action: 'password-reset', userId, via: 'login' });
      },
      done: '/accounts/password/reset/key/done/',
    });
  });
};

const registerInvitationPages = (http: FastifyInstance, pages: Pages): void => {
  const { context, countRequest } = pages;
  const path = '/invitation/:key/';
  const keyOf = (request: FastifyRequest): string => (request.params as { key: string }).key;

  http.get(path, async (request, reply) => {
    const { username } = await findByInvitation(context, keyOf(request));
    return show(pages, reply, 'Choose a password', invitationForm(username, {}));
  });
  http.post(path, async (request, reply) => {
    requireOwnOrigin(request);
    await countRequest(request);
    const { username } = await findByInvitation(context, keyOf(request));
    return submitPassword(pages, reply, {
      form: (errors) => invitationForm(username, errors),
      save: async () => {
        const userId = await acceptInvitation(context, { key: keyOf(request), ...newPassword(request) });
        await recordLogin(context, request, { action: 'invitation-accepted', userId, via: 'login' });
      },
      done: '/accounts/invitation/done/',
    });
  });
};

/** A wrong link is a missing page: there is no field of a form that the error could stand at. */
const requireResetLink = async (context: AppContext, link: { uid: string; token: string }): Promise<void> => {
  try {
    await findByResetLink(context, link);
  } catch (error) {
    throw error instanceof HttpError && error.status === 400 ? notFound() : error;
  }
};

const registerChangePages = (http: FastifyInstance, pages: Pages): void => {
  const { context, access, countRequest } = pages;
  const path = '/password/change/';
  const config = { permits: ['password-expired', 'second-factor-missing'] as const };

  const isWithoutPassword = async (userId: string): Promise<boolean> => {
    const user = await context.db
      .selectFrom('openwisp_users_user')
      .select('password')
      .where('id', '=', userId)
      .executeTakeFirst();
    return user?.password.startsWith('!') ?? true;
  };

  http.get(path, { config }, async (request, reply) => {
    const found = await sessionOf(access, request);
    if (!found?.session) return reply.redirect('/', 302);
    if (await isWithoutPassword(found.caller.userId)) {
      const text = html`<p>You log in without a password here: there is none to change.</p>`;
      return show(pages, reply, 'No password is needed', html`${text}${toConsole}`);
    }
    return show(pages, reply, 'Change your password', changeForm(found.session.csrfToken, {}));
  });
  http.post(path, { config }, async (request, reply) => {
    const found = await sessionOf(access, request);
    const { session, caller } = found ?? {};
    if (!session || !caller) return reply.redirect('/', 302);
    requireCsrfToken(request, session.csrfToken);
    await countRequest(request, caller.userId);
    return submitPassword(pages, reply, {
      form: (errors) => changeForm(session.csrfToken, errors),
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
      done: safeNext((request.query as { next?: unknown }).next) ?? '/accounts/password/change/success/',
    });
  });
};

/** Saves a password and goes on, or shows the form again with what is wrong. */
const submitPassword = async (
  pages: Pages,
  reply: FastifyReply,
  { form, save, done }: { form: (errors: Errors) => Html; save: () => Promise<void>; done: string },
): Promise<FastifyReply> => {
  try {
    await save();
  } catch (error) {
    if (!(error instanceof HttpError) || error.status !== 400) throw error;
    return show(pages, reply, 'Choose a new password', form(error.body as Errors), 400);
  }
  return reply.redirect(done, 302);
};

const fieldOf = (request: FastifyRequest, name: string): string => {
  const value = (request.body as Record<string, unknown> | null | undefined)?.[name];
  return typeof value === 'string' && value.length <= 254 ? value : '';
};

const newPassword = (request: FastifyRequest): { password: string; repeated: string } => ({
  password: fieldOf(request, 'new_password1'),
  repeated: fieldOf(request, 'new_password2'),
});

const resetForm = (
  errors?: readonly string[],
): Html => html`<p>We send a link to the e-mail address of your account.</p>
<form method="post">
${formField({ name: 'input', label: 'User name, e-mail address or phone number', type: 'text', autocomplete: 'username', errors })}
<button>Send the link</button></form>`;

const newPasswordFields = (errors: Errors): Html => html`${formField({
  name: 'new_password1',
  label: 'New password',
  type: 'password',
  autocomplete: 'new-password',
  errors: errors['new_password1'] ?? errors['password'],
})}
${formField({
  name: 'new_password2',
  label: 'New password again',
  type: 'password',
  autocomplete: 'new-password',
  errors: errors['new_password2'],
})}`;

const newPasswordForm = (errors: Errors): Html => html`<form method="post">
${newPasswordFields(errors)}
<button>Save the password</button></form>`;

/** The name stands where programs that keep passwords look for it. */
const invitationForm = (
  username: string,
  errors: Errors,
): Html => html`<p>Your user name is <strong>${username}</strong>.</p>
<form method="post"><input type="hidden" name="username" autocomplete="username" value="${username}">
${newPasswordFields(errors)}
<button>Save the password</button></form>`;

const changeForm = (csrfToken: string, errors: Errors): Html => html`<form method="post">
<input type="hidden" name="csrfmiddlewaretoken" value="${csrfToken}">
${formField({
  name: 'old_password',
  label: 'Present password',
  type: 'password',
  autocomplete: 'current-password',
  errors: errors['old_password'],
})}
${newPasswordFields(errors)}
<button>Save the password</button></form>`;
