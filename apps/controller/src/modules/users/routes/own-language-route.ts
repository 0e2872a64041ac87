import type { AppContext } from '../../../platform/app-context.ts';
import { auditOrigin } from '../../../platform/audit.ts';
import { languages, type Language } from '../../../platform/languages.ts';
import { field, readBody, type Field } from '../../../platform/resource/index.ts';
import { refuseNamedTokens } from '../api-tokens.ts';
import { readValues } from './read-values.ts';
import { registerOperation } from './register-operation.ts';

const language = field.choice<never, Language>(languages, { nullable: true }) as Field<
  never,
  Language | null
>;

const schema = {
  type: 'object',
  properties: { language: { enum: [null, ...languages], description: 'Null: none is chosen.' } },
  required: ['language'],
};

/** `session/language/`: the language that the caller is spoken to in. */
export const registerOwnLanguageRoute = (context: AppContext): void => {
  const { auth, audit, db, events } = context;

  registerOperation(context, {
    path: 'session/language/',
    name: 'Language',
    description: 'The language of the caller.',
    authorize: async (request) => {
      const caller = await auth.require(request);
      if (request.method !== 'OPTIONS') refuseNamedTokens(caller);
    },
    methods: [
      {
        method: 'PUT',
        schema: {
          tags: ['session'],
          summary: 'Choose your language',
          description:
            'For the console wherever you log in, for mails to you and for pages about you. `session/` tells which one it is.',
          operationId: 'replace_session_language',
          body: schema,
          response: { 200: schema },
        },
        handle: async (request) => {
          const caller = await auth.require(request);
          const { userId, username } = caller;
          const chosen = await readValues(db, await readBody(request), { language });
          const { language: before = '' } =
            (await db
              .selectFrom('openwisp_users_user')
              .select('language')
              .where('id', '=', userId)
              .executeTakeFirst()) ?? {};
          const after = chosen.language ?? '';
          if (after === before) return chosen;
          await db
            .updateTable('openwisp_users_user')
            .set({ language: after })
            .where('id', '=', userId)
            .execute();
          events.emit('user.updated', { userId });
          await audit.record({
            ...auditOrigin(request, caller),
            action: 'updated',
            kind: 'user',
            objectId: userId,
            label: username,
            organizationId: null,
            before: { language: before || null },
            after: { language: after || null },
          });
          return chosen;
        },
      },
    ],
  });
};
