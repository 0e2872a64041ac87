import multipart from '@fastify/multipart';
import {
  badRequest,
  createHttpServer,
  createLogger,
  createRateLimiter,
  forbidden,
  notFound,
  type Dialect,
  type Migration,
} from '@netloom/server-kit';
import { openTestDatabase, type TestDatabase } from '@netloom/server-kit/testing';
import type { FastifyInstance, FastifyRequest, InjectOptions } from 'fastify';
import { createAnswerCheck, type CheckAnswer } from '../../testing/answer-check.ts';
import { collectApiDocs } from '../api-docs.ts';
import { createAudit } from '../audit.ts';
import { createAuthentication } from '../authentication.ts';
import type { Caller } from '../caller.ts';
import type { ControllerSettings } from '../settings.ts';
import { within } from '../tenancy.ts';
import * as field from './fields.ts';
import * as filter from './filter.ts';
import { registerResource } from './register-resource.ts';
import type { Resource, ResourceAction } from './resource.ts';

declare module '@netloom/server-kit' {
  interface Tables {
    test_site: {
      id: string;
      organization_id: string | null;
      name: string;
      enabled: boolean;
      seen: Date | null;
      created: Date;
    };
  }
}

/** Two organizations. */
export const [north, south] = [
  'aaaaaaaa-0000-4000-8000-000000000001',
  'aaaaaaaa-0000-4000-8000-000000000002',
] as const;

const createSites: Migration = {
  name: '0001-sites',
  up: async ({ tx, types }) => {
    await tx.schema
      .createTable('openwisp_users_organization')
      .addColumn('id', types.uuid, (column) => column.primaryKey())
      .addColumn('slug', types.text)
      .execute();
    await tx.schema
      .createTable('test_site')
      .addColumn('id', types.uuid, (column) => column.primaryKey())
      .addColumn('organization_id', types.uuid)
      .addColumn('name', types.text, (column) => column.notNull().unique())
      .addColumn('enabled', types.bool, (column) => column.notNull())
      .addColumn('seen', types.time)
      .addColumn('created', types.time, (column) => column.notNull())
      .execute();
  },
};

export interface SiteRow {
  id: string;
  organization_id: string | null;
  name: string;
  enabled: boolean;
  seen: Date | null;
  created: Date;
  nameLength?: number;
}

/** Sites of organizations, some of them shared; `seen` changes by itself. */
const sites: Resource<SiteRow> = {
  name: 'site',
  modelName: 'Site',
  path: 'test/site',
  description: 'Sites.',
  permission: { app: 'test', model: 'site' },
  idColumn: 'test_site.id',
  query: (db, scope) =>
    db.selectFrom('test_site').selectAll('test_site').where(within(scope, 'test_site.organization_id')),
  organizationOf: (row) => row.organization_id,
  fields: {
    id: field.idField(),
    name: field.text({ required: true, max: 12, blank: false }),
    organization: field.organization({ shared: true }),
    enabled: field.bool(),
    created: field.timeField(),
  },
  detailFields: { seen: field.timeField({ nullable: true }) },
  liveFields: ['seen'],
  extraFields: { name_length: field.shown({ type: 'integer' }, { show: (row: SiteRow) => row.nameLength }) },
  complete: async (rows, { fields }) => {
    if (fields.has('name_length')) for (const row of rows) row.nameLength = row.name.length;
  },
  filters: {
    name: filter.contains('test_site.name'),
    enabled: filter.boolFilter('test_site.enabled'),
    organization: filter.organizationFilter('test_site.organization_id'),
    ...filter.timeFilters('created', 'test_site.created'),
  },
  search: ['test_site.name'],
  orderings: {
    name: { column: 'test_site.name' },
    created: { column: 'test_site.created', time: true },
    seen: { column: 'test_site.seen', nullable: true, time: true },
  },
  defaultOrdering: '-created',
  create: async (values, { db }) => {
    const id = crypto.randomUUID();
    const row = {
      id,
      organization_id: values['organization'] as string | null,
      name: values['name'] as string,
      enabled: (values['enabled'] as boolean | undefined) ?? true,
    };
    await db
      .insertInto('test_site')
      .values({ ...row, seen: null, created: new Date() })
      .execute();
    return id;
  },
  update: async (row, values, { db }) => {
    const changes = {
      ...('name' in values ? { name: values['name'] as string } : {}),
      ...('enabled' in values ? { enabled: values['enabled'] as boolean } : {}),
    };
    await db.updateTable('test_site').set(changes).where('id', '=', row.id).execute();
  },
  remove: async (row, { db, options }) => {
    if (row.enabled && options.get('force') !== 'true') throw badRequest({ enabled: ['Disable it first.'] });
    await db.deleteFrom('test_site').where('id', '=', row.id).execute();
  },
  bulk: ['change', 'delete'],
};

/** Writes in a transaction, where it looks once more whether the site is what its editor has seen. */
const carefulSites = (path: string): Resource<SiteRow> => ({
  ...sites,
  path,
  update: async (row, values, { db, requireUnchanged }) =>
    db.transaction().execute(async (tx) => {
      await requireUnchanged(tx);
      await tx
        .updateTable('test_site')
        .set({ name: values['name'] as string })
        .where('id', '=', row.id)
        .execute();
    }),
});

/** Foreign sites are 403 instead of 404, and a user has five requests. */
const strictSites = (): Resource<SiteRow> => ({
  ...sites,
  path: 'test/strict-site',
  foreignIsForbidden: true,
  throttle: createRateLimiter({ limit: 5, windowMs: 3_600_000 }),
});

/** Sites below an organization that the caller must see; the two differ in what is looked at first. */
const nestedSites = (path: string, parentFirst: boolean): Resource<SiteRow> => ({
  ...sites,
  path: `${path}/:organization_id/site`,
  parentFirst,
  requireParent: async ({ scope, request }) => {
    const { organization_id: id } = request.params as { organization_id: string };
    if (!(scope.kind === 'everything' || scope.ids.includes(id))) throw notFound();
  },
});

const actions: ResourceAction<SiteRow>[] = [
  {
    path: 'rename',
    method: 'POST',
    action: 'change',
    summary: 'Rename a site',
    body: { type: 'object', properties: { name: { type: 'string' } } },
    response: { type: 'object', properties: { name: { type: 'string' } } },
    run: async ({ row, db, request }) => {
      const { name } = request.body as { name: string };
      await db.updateTable('test_site').set({ name }).where('id', '=', row.id).execute();
      return { name };
    },
    bulk: async ({ row, db }, { suffix }) => {
      if (typeof suffix !== 'string') throw badRequest({ suffix: ['This field is required.'] });
      if (row.name === 'site 13') throw new Error('an unlucky site');
      const name = `${row.name}${suffix}`;
      await db.updateTable('test_site').set({ name }).where('id', '=', row.id).execute();
    },
  },
  {
    path: 'plan',
    method: 'GET',
    action: 'view',
    summary: 'The plan of a site',
    response: 'image/svg+xml',
    run: async ({ row }, reply) => reply.type('image/svg+xml').send(`<svg><text>${row.name}</text></svg>`),
  },
];

const caller = (overrides: Partial<Caller>): Caller => ({
  userId: 'u',
  username: 'u',
  isSuperuser: false,
  isStaff: true,
  memberships: new Map(),
  permissions: new Set(),
  via: 'token',
  ...overrides,
});
const manages = (id: string, isManager = true) => new Map([[id, { isManager, isOwner: false }]]);
const all = new Set(['view', 'add', 'change', 'delete'].map((action) => `test.${action}_site`));
const callers: Record<string, Caller> = {
  root: caller({ userId: 'r', isSuperuser: true }),
  north: caller({ memberships: manages(north), permissions: all }),
  changer: caller({ memberships: manages(north), permissions: new Set(['test.change_site']) }),
  member: caller({ memberships: manages(north, false), permissions: all }),
  powerless: caller({ memberships: manages(north) }),
  hasty: caller({ userId: 'h', memberships: manages(north), permissions: all }),
};

/** With a cookie, a write must prove where it comes from: by the header or by the form. */
const requireProof = ({ method, headers, body }: FastifyRequest): void => {
  if (method === 'GET') return;
  const { csrfmiddlewaretoken: inForm } = (body ?? {}) as { csrfmiddlewaretoken?: unknown };
  if (headers['x-csrftoken'] !== 'proof' && inForm !== 'proof') throw forbidden('CSRF Failed: no proof.');
};

/** Enabled are the even ones; every third has not been seen. */
const site = (index: number, organization_id: string | null) => ({
  id: siteId(index),
  organization_id,
  name: `site ${String(index).padStart(2, '0')}`,
  enabled: index % 2 === 0,
  seen: index % 3 === 0 ? null : new Date(Date.UTC(2026, 0, 1, 0, index % 5)),
  created: new Date(Date.UTC(2026, 0, 1, 0, 0, index)),
});

export const siteId = (index: number): string => `bbbbbbbb-0000-4000-8000-${String(index).padStart(12, '0')}`;

export interface Answer {
  status: number;
  body: Record<string, unknown>;
  text: string;
  bytes: Buffer;
  headers: Record<string, string | string[] | number | undefined>;
}

/** The resource builder over a database of its own: sites 0 to 22 of the north, 50 of the south, 60 shared. */
export interface SiteRig {
  database: TestDatabase;
  http: FastifyInstance;
  /** Calls `/api/v1/test/<path>` as one of: root, north, changer, member, powerless, or nobody. Checks every answer against the document. */
  call(
    as: string | undefined,
    method: InjectOptions['method'],
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  close(): Promise<void>;
}

export const startSiteRig = async (dialect: Dialect): Promise<SiteRig> => {
  const database = await openTestDatabase(dialect, [{ module: 'test', migrations: [createSites] }]);
  const http = await createHttpServer({
    log: createLogger({ level: 'silent' }),
    trustedProxies: [],
    slashPrefix: '/api/',
  });
  await http.register(multipart);
  await collectApiDocs(http, { title: 'Sites', version: '9.9.9', description: 'Sites.' });
  const auth = createAuthentication();
  auth.use(async (request) => {
    if (request.headers.cookie !== undefined) requireProof(request);
    return callers[String(request.headers['x-as'])];
  });
  const settings = {
    apiDefaultPageSize: 10,
    apiMaxPageSize: 100,
    apiMaxExportSize: 600,
  } as ControllerSettings;
  const clock = () => new Date('2026-03-01T10:00:00Z');
  const platform = { http, auth, database, db: database.db, settings, clock, audit: createAudit() };
  registerResource(platform, sites, actions);
  // Two paths to the same sites stand for two processes: changes by different paths do not wait for each other.
  registerResource(platform, carefulSites('test/careful-site'));
  registerResource(platform, carefulSites('test/careful-too'));
  registerResource(platform, strictSites());
  registerResource(platform, nestedSites('test/closed', true));
  registerResource(platform, nestedSites('test/open', false));
  await database.db
    .insertInto('openwisp_users_organization')
    .values([
      { id: north, slug: 'north' },
      { id: south, slug: 'south' },
    ] as never)
    .execute();
  await database.db
    .insertInto('test_site')
    .values([
      ...Array.from({ length: 23 }, (_, index) => site(index, north)),
      site(50, south),
      site(60, null),
    ])
    .execute();

  let checkAnswer: CheckAnswer | undefined;
  const call: SiteRig['call'] = async (as, method = 'GET', path, body, headers = {}) => {
    const url = `/api/v1/test/${path}`;
    const isRaw = typeof body === 'string' || Buffer.isBuffer(body);
    const response = await http.inject({
      method,
      url,
      headers: {
        ...(as ? { 'x-as': as } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: isRaw ? body : JSON.stringify(body) }),
    });
    const contentType = response.headers['content-type'];
    const isJson = contentType?.includes('json') ?? false;
    const json = isJson && response.body !== '' ? (JSON.parse(response.body) as Record<string, unknown>) : {};
    checkAnswer ??= createAnswerCheck(http.swagger());
    const status = response.statusCode;
    checkAnswer({ method, url, status, contentType, body: isJson ? json : response.body });
    return { status, body: json, text: response.body, bytes: response.rawPayload, headers: response.headers };
  };

  return {
    database,
    http,
    call,
    close: async () => {
      await http.close();
      await database.close();
    },
  };
};
