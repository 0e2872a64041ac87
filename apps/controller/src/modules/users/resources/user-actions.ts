import { tooManyRequests } from '@netloom/server-kit';
import type { ResourceAction } from '../../../platform/resource/index.ts';
import { createSharedThrottle } from '../../../platform/shared-throttle.ts';
import { activateUser, deactivateUser } from '../activate-user.ts';
import { refuseNamedTokens } from '../api-tokens.ts';
import { inviteUser } from '../invite-user.ts';
import type { UsersContext } from '../users-context.ts';
import type { UserRow } from './user-resource.ts';

const hourMs = 3_600_000;
/** Mails that one person gets at most because somebody invites them. */
const invitationsPerUser = { limit: 5, windowMs: hourMs };
/** Invitations of one caller. */
const invitationsPerCaller = { limit: 200, windowMs: hourMs };

const done = { type: 'object', properties: { is_active: { type: 'boolean' } }, required: ['is_active'] };

/** What can be done with a user, besides reading and writing it. */
export const userActions = (context: UsersContext): ResourceAction<UserRow>[] => {
  const users = createSharedThrottle(context, 'invited', invitationsPerUser);
  const callers = createSharedThrottle(context, 'inviting', invitationsPerCaller);
  return [
    {
      path: 'invitation',
      method: 'POST',
      action: 'change',
      summary: 'Invite a user without a password to choose one',
      description:
        'Mails a link that works once, for three days: by it the person chooses a password, which also confirms the e-mail address. Such a user is created with `"password": null`. Where no mail server is set, the answer has the link. 403 for users with rights that the caller has not, 409 for users who can log in already.',
      audit: 'invited',
      status: 201,
      errors: [400, 409],
      response: {
        type: 'object',
        properties: {
          email: { type: 'string', format: 'email' },
          sent: { type: 'boolean', description: 'A mail is on its way.' },
          link: {
            type: ['string', 'null'],
            format: 'uri',
            description: 'Only when no mail server is set: to be handed to the person.',
          },
        },
        required: ['email', 'sent', 'link'],
      },
      run: async ({ row, caller }, reply) => {
        // The link of an account is a login: a token must not turn into one.
        if (!context.mail.isOn) refuseNamedTokens(caller);
        const wait = Math.max(users.waiting(row.id), callers.take(caller.userId));
        if (wait > 0) throw tooManyRequests(wait);
        const invitation = await inviteUser(context, caller, row.id);
        users.take(row.id);
        reply.header('cache-control', 'no-store').code(201);
        return invitation;
      },
    },
    {
      path: 'activate',
      method: 'POST',
      action: 'change',
      summary: 'Let a user in again; an expiration date that has passed is cleared',
      audit: 'activated',
      response: done,
      bulk: ({ row }) => activateUser(context, row.id),
      run: async ({ row }) => {
        await activateUser(context, row.id);
        return { is_active: true };
      },
    },
    {
      path: 'deactivate',
      method: 'POST',
      action: 'change',
      summary: 'Lock a user out, and end all sessions of the user',
      audit: 'deactivated',
      errors: [400],
      response: done,
      bulk: ({ row }) => deactivateUser(context, row.id),
      run: async ({ row }) => {
        await deactivateUser(context, row.id);
        return { is_active: false };
      },
    },
  ];
};
