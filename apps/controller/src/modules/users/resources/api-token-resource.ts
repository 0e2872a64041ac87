import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import type { Db } from '@netloom/server-kit';
import { field, FieldError, filter, type Field, type Resource } from '../../../platform/resource/index.ts';
import { createApiToken, maskedToken, refuseNamedTokens, revokeApiToken } from '../api-tokens.ts';
import type { ApiTokenTable } from '../tables.ts';
import type { UsersContext } from '../users-context.ts';

interface ApiTokenRow extends ApiTokenTable {
  username: string;
  organizations?: string[];
  /** Only in the answer to the request that made it. */
  key?: string | undefined;
}

interface Body {
  name: string;
  scope?: 'full' | 'read-only';
  organizations?: string[] | null;
  expires?: Date | null;
}

const organizationList = field.relatedList<ApiTokenRow>({
  table: 'openwisp_users_organization',
  organizationColumn: 'id',
});

const organizations: Field<ApiTokenRow, string[] | null> = {
  schema: {
    type: ['array', 'null'],
    items: { type: 'string', format: 'uuid' },
    description:
      'Organizations that the token is limited to, of those that you manage; null: all. A limited token cannot change users, groups and organizations.',
  },
  nullable: true,
  read: async (input, context) => {
    const ids = (await organizationList.read?.(input, context)) ?? [];
    if (ids.length === 0) throw new FieldError('This list may not be empty.');
    return ids;
  },
  show: ({ limited, organizations: ids }) => (limited ? (ids ?? []) : null),
};

const wrongTime =
  'Datetime has wrong format. Use one of these formats instead: YYYY-MM-DDThh:mm[:ss[.uuuuuu]](+HH:MM|-HH:MM|Z).';

/** A moment with its zone; undefined for anything else, and for days that no calendar has. */
const parseTime = (given: string): Date | undefined => {
  const [, local = '', hour] =
    /^(\d{4}-\d{2}-\d{2}T(\d{2}):\d{2})(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})$/.exec(given) ?? [];
  const time = new Date(hour === undefined || hour === '24' ? Number.NaN : given);
  if (Number.isNaN(time.getTime())) return undefined;
  // `Date` makes 2 March of 30 February.
  return new Date(`${local}Z`).toISOString().startsWith(local) ? time : undefined;
};

const expires = ({ clock }: Pick<UsersContext, 'clock'>): Field<ApiTokenRow, Date> => ({
  schema: { type: ['string', 'null'], format: 'date-time', description: 'Null: never.' },
  nullable: true,
  read: (input) => {
    const given = typeof input === 'string' ? input.trim() : '';
    const time = parseTime(given);
    if (time === undefined) throw new FieldError(wrongTime);
    if (time <= clock()) throw new FieldError('The end must lie in the future.');
    return time;
  },
});

export const apiTokenResource = (context: UsersContext): Resource<ApiTokenRow> => {
  const newKeys = new WeakMap<FastifyRequest, { id: string; key: string }>();
  return {
    name: 'API token',
    modelName: 'ApiToken',
    path: 'users/api-token',
    description:
      'Tokens for programs: named, limited, of a certain life. Everybody manages their own; superusers see and revoke those of all. The token itself is shown once, in the answer that makes it; send it as `Authorization: Bearer nlt_…`.',
    permission: { app: 'openwisp_users', model: 'apitoken' },
    managersOnly: false,
    query: (db, _scope, caller) => {
      const query = db
        .selectFrom('users_apitoken')
        .innerJoin('openwisp_users_user as owner', 'owner.id', 'users_apitoken.user_id')
        .selectAll('users_apitoken')
        .select('owner.username');
      return caller.isSuperuser ? query : query.where('users_apitoken.user_id', '=', caller.userId);
    },
    idColumn: 'users_apitoken.id',
    fields: {
      id: field.idField(),
      name: field.text({ required: true, max: 100 }),
      token: {
        schema: { type: 'string', readOnly: true, description: 'Masked, but in the answer that makes it.' },
        readOnly: true,
        secret: true,
        show: ({ key, key_end: end }) => key ?? maskedToken(end),
      },
      user: field.shown({ type: 'string', format: 'uuid' }, { show: ({ user_id: id }) => id }),
      username: field.shown({ type: 'string' }),
      scope: {
        ...field.choice<ApiTokenRow, 'full' | 'read-only'>(['full', 'read-only']),
        show: ({ read_only: isReadOnly }) => (isReadOnly ? 'read-only' : 'full'),
      },
      organizations,
      expires: expires(context),
      created: field.timeField(),
      last_used: field.timeField({ nullable: true, help: 'To a few minutes.' }),
    },
    complete: async (rows, { db, request }) => {
      const made = newKeys.get(request);
      const byToken = await loadOrganizations(db, rows);
      for (const row of rows) {
        row.organizations = byToken.get(row.id) ?? [];
        if (row.id === made?.id) row.key = made.key;
      }
    },
    filters: { user: filter.uuidFilter('users_apitoken.user_id') },
    search: ['users_apitoken.name', 'owner.username'],
    orderings: {
      created: { column: 'users_apitoken.created', time: true },
      name: { column: 'users_apitoken.name' },
      last_used: { column: 'users_apitoken.last_used', time: true, nullable: true },
    },
    defaultOrdering: '-created',
    create: async (values, { caller, request }) => {
      refuseNamedTokens(caller);
      const { name, scope, organizations: ids, expires: end } = values as unknown as Body;
      const made = await createApiToken(context, caller.userId, {
        name,
        isReadOnly: scope === 'read-only',
        organizations: ids ?? null,
        expires: end ?? null,
      });
      newKeys.set(request, made);
      return made.id;
    },
    remove: async ({ id }, { caller }) => {
      refuseNamedTokens(caller);
      await revokeApiToken(context, id);
    },
  };
};

const loadOrganizations = async (db: Db, rows: readonly ApiTokenRow[]): Promise<Map<string, string[]>> => {
  if (rows.length === 0) return new Map();
  const { rows: found } = await sql<{ token_id: string; organization_id: string }>`
    select token_id, organization_id from users_apitoken_organization
      where token_id in (${sql.join(rows.map(({ id }) => id))}) order by organization_id`.execute(db);
  const byToken = Map.groupBy(found, ({ token_id: id }) => id);
  return new Map([...byToken].map(([id, links]) => [id, links.map(({ organization_id: one }) => one)]));
};
