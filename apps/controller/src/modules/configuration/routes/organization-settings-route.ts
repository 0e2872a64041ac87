import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '@netloom/server-kit';
import type { JsonObject } from '@netloom/netjson';
import type { AppContext } from '../../../platform/app-context.ts';
import { auditOrigin } from '../../../platform/audit.ts';
import { requireManager, requirePermission, type Action } from '../../../platform/authentication.ts';
import type { Caller } from '../../../platform/caller.ts';
import { changedFields } from '../../../platform/changed-fields.ts';
import {
  conditionalDocs,
  entityTag,
  field,
  isFresh,
  readBody,
  readFields,
  requireTag,
  type Field,
} from '../../../platform/resource/index.ts';
import { managedScope, type Scope } from '../../../platform/tenancy.ts';
import { makeChange } from '../change.ts';
import type { ConfigurationContext } from '../configuration-context.ts';
import { keyText } from '../devices/validate-device.ts';
import { canonicalId } from '../fleet/device-index.ts';
import {
  readOrganizationSettings,
  updateOrganizationSettings,
  type OrganizationSettings,
} from '../organizations/organization-settings.ts';
import { jsonObject, noVariables } from '../resources/json-object-field.ts';
import { permissionModels } from '../permission-models.ts';

const fields = {
  registration_enabled: field.bool<never>({ help: 'Devices may register with the shared secret.' }),
  shared_secret: field.text<never>({
    max: 32,
    blank: false,
    check: keyText,
    help: 'With it devices register.',
  }),
  context: jsonObject<never>({ problem: noVariables, help: 'Variables of all devices of the organization.' }),
  device_limit: field.integer<never>({
    min: 0,
    nullable: true,
    help: 'Most devices; 0: any number; null: none may be added.',
  }),
} satisfies Record<string, Field>;

type Body = Partial<Omit<OrganizationSettings, 'organization' | 'context'> & { context: JsonObject | null }>;

const answer = {
  type: 'object',
  properties: {
    organization: { type: 'string', format: 'uuid' },
    ...Object.fromEntries(Object.entries(fields).map(([name, { schema }]) => [name, schema])),
  },
};

/** `/api/v1/controller/organization/<id>/settings/`: what an organization sets for its devices. */
export const registerOrganizationSettingsRoute = (
  { http, auth, audit }: Pick<AppContext, 'http' | 'auth' | 'audit'>,
  context: ConfigurationContext,
): void => {
  const url = '/api/v1/controller/organization/:id/settings/';
  const docs = {
    tags: ['controller organization settings'],
    params: { type: 'object', properties: { id: { type: 'string', format: 'uuid' } }, required: ['id'] },
    response: {
      200: {
        description: 'The settings.',
        headers: conditionalDocs.answer,
        content: { 'application/json': { schema: answer } },
      },
    },
  };

  const read = (scope: Scope, id: string): Promise<OrganizationSettings> =>
    context.db.transaction().execute((tx) => readOrganizationSettings(context, tx, scope, id));

  const authorize = async (
    request: FastifyRequest,
    action: Action,
  ): Promise<{ caller: Caller; id: string }> => {
    const caller = await auth.require(request);
    requireManager(caller);
    requirePermission(caller, permissionModels.organizationSettings, action);
    const { id } = request.params as { id: string };
    if (canonicalId(id) !== id) throw notFound();
    return { caller, id };
  };

  http.get(
    url,
    {
      schema: {
        ...docs,
        summary: 'Read the settings of an organization',
        operationId: 'read_controller_organization_settings',
        headers: conditionalDocs.read,
        'x-answers': [304],
      } as object,
    },
    async (request, reply) => {
      const { caller, id } = await authorize(request, 'view');
      return send(request, reply, await read(managedScope(caller), id));
    },
  );
  http.patch(
    url,
    {
      schema: {
        ...docs,
        summary: 'Change the settings of an organization',
        operationId: 'change_controller_organization_settings',
        headers: conditionalDocs.write,
        'x-answers': [412],
        body: {
          type: 'object',
          properties: Object.fromEntries(Object.entries(fields).map(([name, { schema }]) => [name, schema])),
        },
      } as object,
    },
    async (request, reply) => {
      const { caller, id } = await authorize(request, 'change');
      const scope = managedScope(caller);
      // What the caller may not see is not there, whatever the body says.
      const before = await read(scope, id);
      const { values, isForm } = await readBody(request);
      const readContext = { db: context.db, caller, scope, isForm, isPartial: true };
      const { context: variables, ...patch } = (await readFields(fields, values, readContext)) as Body;
      await makeChange(context, (change) =>
        updateOrganizationSettings(
          change,
          scope,
          id,
          { ...patch, ...(variables === undefined ? {} : { context: variables ?? {} }) },
          (present) => requireTag(request.headers['if-match'], tagOf(present)),
        ),
      );
      const after = await read(scope, id);
      const organization = await context.db
        .selectFrom('openwisp_users_organization')
        .select('name')
        .where('id', '=', id)
        .executeTakeFirst();
      await audit.record({
        ...auditOrigin(request, caller),
        action: 'settings-changed',
        kind: 'organization',
        objectId: id,
        label: organization?.name ?? id,
        organizationId: id,
        ...changedFields({ ...before }, { ...after }),
      });
      return send(request, reply, after);
    },
  );
};

const tagOf = (settings: OrganizationSettings): string =>
  entityTag({ ...settings }, JSON.stringify(settings));

/** Answers with the settings and their entity tag, or with 304 when the client has them. */
const send = (request: FastifyRequest, reply: FastifyReply, settings: OrganizationSettings): FastifyReply => {
  const tag = tagOf(settings);
  reply.header('etag', tag);
  if (request.method !== 'PATCH' && isFresh(request.headers['if-none-match'], tag))
    return reply.code(304).send();
  return reply.send(settings);
};
