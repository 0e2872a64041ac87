import { notFound } from '@netloom/server-kit';
import type { AppContext } from '../../../platform/app-context.ts';
import { showTime } from '../../../platform/resource/index.ts';
import { refuseNamedTokens } from '../api-tokens.ts';
import { sessionOf, type AccessContext } from '../authenticate.ts';
import { findSession, listSessions } from '../list-sessions.ts';
import { recordLogin } from '../record-login.ts';
import { endSession } from '../sessions.ts';
import { registerOperation } from './register-operation.ts';

const tags = ['session'];
const time = { type: 'string', format: 'date-time' };

const listSchema = {
  type: 'object',
  properties: {
    count: { type: 'integer' },
    next: { type: 'null' },
    previous: { type: 'null' },
    results: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          id: { type: 'string' },
          created: time,
          last_used: { ...time, description: 'To a few minutes.' },
          expires: time,
          ip: { type: 'string', description: 'Where the login came from.' },
          user_agent: { type: 'string' },
          is_current: { type: 'boolean', description: 'The session of this very request.' },
        },
      },
    },
  },
};

/** `session/list/`: where the caller is logged in, and an end to it. */
export const registerSessionListRoutes = (context: AppContext, access: AccessContext): void => {
  const { auth, db, events } = context;

  registerOperation(context, {
    path: 'session/list/',
    name: 'Session List',
    description: 'Where the caller is logged in.',
    config: { permits: ['second-factor-missing'] },
    authorize: async (request) => void (await auth.require(request)),
    methods: [
      {
        method: 'GET',
        schema: {
          tags,
          summary: 'List your sessions',
          description: 'All of them (fifty at most), the one that was used last first.',
          operationId: 'list_session',
          response: { 200: listSchema },
        },
        handle: async (request) => {
          const { userId } = await auth.require(request);
          const current = (await sessionOf(access, request))?.session?.idDigest;
          const sessions = await listSessions(access, userId);
          return {
            count: sessions.length,
            next: null,
            previous: null,
            results: sessions.map((session) => ({
              id: session.id,
              created: showTime(session.created),
              last_used: showTime(session.lastUsed),
              expires: showTime(session.expires),
              ip: session.ip,
              user_agent: session.userAgent,
              is_current: session.idDigest === current,
            })),
          };
        },
      },
    ],
  });

  registerOperation(context, {
    path: 'session/list/:id/',
    ids: 'texts',
    name: 'Session',
    description: 'One session of the caller.',
    config: { permits: ['second-factor-missing'] },
    authorize: async (request) => {
      const caller = await auth.require(request);
      if (request.method !== 'OPTIONS') refuseNamedTokens(caller);
    },
    methods: [
      {
        method: 'DELETE',
        schema: {
          tags,
          summary: 'End one of your sessions',
          operationId: 'delete_session_list',
          response: { 204: { type: 'null', description: 'Ended.' } },
        },
        handle: async (request, reply) => {
          const caller = await auth.require(request);
          const { userId } = caller;
          const session = await findSession(access, userId, (request.params as { id: string }).id);
          if (!session) throw notFound();
          await endSession(db, session.idDigest);
          events.emit('user.access-changed', { userId });
          await recordLogin(context, request, {
            action: 'session-ended',
            userId,
            via: caller.via,
            by: caller,
          });
          return reply.code(204).send();
        },
      },
    ],
  });
};
