import { randomMac } from '../device-caller.ts';
import { onlyWithKey } from '../../src/platform/api-document.ts';
import { uniqueWord, type World } from './world.ts';

/** One operation of the API's document. */
export interface Operation {
  /** `GET /api/v1/users/user/{id}/` */
  name: string;
  method: string;
  path: string;
  schema: {
    parameters?: { name: string; in: string; description?: string; schema: Node }[];
    requestBody?: { content: Record<string, { schema: Node }> };
    responses?: Record<string, { content?: Record<string, { schema: Node }> }>;
  };
}

export type Node = Record<string, unknown>;

interface ApiDocument {
  paths: Record<string, Record<string, Operation['schema']>>;
  components: Record<string, Record<string, unknown>>;
}

/** Replaces references to components by what they refer to. */
const resolve = (document: ApiDocument, value: unknown): unknown => {
  if (Array.isArray(value)) return value.map((item) => resolve(document, item));
  if (typeof value !== 'object' || value === null) return value;
  const { $ref } = value as { $ref?: unknown };
  if (typeof $ref === 'string') {
    const [, , group = '', name = ''] = $ref.split('/');
    // The shape of errors contains itself, and is of no interest here.
    return group === 'responses' ? {} : resolve(document, document.components[group]?.[name]);
  }
  const resolved = Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, resolve(document, inner)]),
  );
  // Beside the whole object there is what `fields` leaves of it, which has the same properties.
  const { anyOf } = resolved as { anyOf?: Record<string, unknown>[] };
  return anyOf?.some((part) => Object.hasOwn(part, onlyWithKey)) ? anyOf[0] : resolved;
};

/** All operations of the document that a running controller serves. */
export const operationsOf = (document: object): Operation[] =>
  Object.entries((document as ApiDocument).paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters, requestBody, responses }]) => ({
      name: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      path,
      schema: resolve(document as ApiDocument, {
        parameters,
        requestBody,
        responses,
      }) as Operation['schema'],
    })),
  );

/** The names that `ordering=` of a list knows, as the document says. */
export const orderingsOf = ({ schema }: Operation): string[] => {
  const parameter = schema.parameters?.find(({ name }) => name === 'ordering');
  if (!parameter) return [];
  const [, names] = /Order by: ([^;]+);/.exec(parameter.description ?? '') ?? [];
  if (names === undefined) throw new Error(`no orderings in "${parameter.description}"`);
  return names.split(', ');
};

/** Which object of a world a path parameter means, by the beginning of the operation's name, or of its path. */
const targets: [start: string, parameter: string, of: (world: World) => string | number][] = [
  ['POST /api/v1/users/user/{id}/invitation/', 'id', ({ invited }) => invited],
  ['DELETE /api/v1/controller/device/', 'id', ({ retiredDevice }) => retiredDevice],
  ['POST /api/v1/controller/device/{id}/activate/', 'id', ({ retiredDevice }) => retiredDevice],
  ['/api/v1/users/organization/', 'id', ({ organization }) => organization],
  ['/api/v1/controller/organization/', 'id', ({ organization }) => organization],
  ['/api/v1/users/user/{user_id}/', 'id', ({ email }) => email],
  ['/api/v1/users/user/', 'user_id', ({ subject }) => subject],
  ['/api/v1/users/user/', 'id', ({ subject }) => subject],
  ['/api/v1/users/group/', 'id', ({ group: id }) => id],
  ['/api/v1/users/permission/', 'id', () => 1],
  ['/api/v1/users/membership/', 'id', ({ membership }) => membership],
  ['/api/v1/users/api-token/', 'id', ({ apiToken }) => apiToken],
  ['/api/v1/session/list/', 'id', ({ session }) => session],
  ['/api/v1/session/passkeys/', 'id', ({ passkey }) => passkey],
  ['/api/v1/audit/entry/', 'id', ({ auditEntry }) => auditEntry],
  ['/api/v1/controller/device/', 'id', ({ device }) => device],
  ['/api/v1/controller/template/', 'id', ({ template }) => template],
  ['/api/v1/controller/group/', 'id', ({ deviceGroup }) => deviceGroup],
  ['/api/v1/webhooks/webhook/{webhook_id}/', 'id', ({ delivery }) => delivery],
  ['/api/v1/webhooks/webhook/', 'webhook_id', ({ webhook }) => webhook],
  ['/api/v1/webhooks/webhook/', 'id', ({ webhook }) => webhook],
  ['/controller/', 'id', ({ device }) => device],
];

/** The address of an operation for the objects of a world: `worldOf` may choose another one for a parameter. */
export const addressOf = (
  operation: Pick<Operation, 'name' | 'path'>,
  world: World,
  worldOf: (parameter: string) => World = () => world,
): string =>
  operation.path.replaceAll(/\{(\w+)\}/g, (_, parameter: string) => {
    const found = targets.find(
      ([start, name]) =>
        name === parameter && (operation.name.startsWith(start) || operation.path.startsWith(start)),
    );
    if (!found)
      throw new Error(`nobody says what {${parameter}} of ${operation.path} is: add it to \`targets\``);
    return String(found[2](worldOf(parameter)));
  });

const organization = () => {
  const word = uniqueWord();
  return { name: word, slug: word, description: word, email: `${word}@example.org`, is_active: true };
};
const user = ({ organization: id }: World) => {
  const username = uniqueWord();
  return {
    username,
    email: `${username}@example.org`,
    first_name: username,
    groups: [1],
    organization_users: [{ organization: id, is_admin: false }],
  };
};
const device = ({ organization: id, deviceGroup, looseTemplate, template }: World) => ({
  name: `ap-${uniqueWord()}`,
  organization: id,
  group: deviceGroup,
  mac_address: randomMac(),
  config: {
    backend: 'netjsonconfig.OpenWrt',
    templates: [template, looseTemplate],
    context: {},
    config: { general: { hostname: uniqueWord() } },
  },
});
const template = ({ organization: id }: World) => ({
  name: uniqueWord(),
  organization: id,
  backend: 'netjsonconfig.OpenWrt',
  config: { general: { description: uniqueWord() } },
});
const deviceGroup = ({ organization: id, looseTemplate }: World) => ({
  name: uniqueWord(),
  organization: id,
  templates: [looseTemplate],
});
const webhook = () => ({ name: uniqueWord(), url: 'http://127.0.0.1:9/', topics: ['device.created'] });
const emailAddress = () => ({ email: `${uniqueWord()}@example.org` });
const group = () => ({ name: uniqueWord(), permissions: [1] });
const newPassword = { new_password1: 'Tr1cky-Heron-88', new_password2: 'Tr1cky-Heron-88' };
const deviceForm = ({ deviceKey }: World) => ({ key: deviceKey, status: 'applied', model: uniqueWord() });

type Body = (world: World) => object;
const bulk =
  (of: (world: World) => string, action = 'delete'): Body =>
  (world) => ({ action, ids: [of(world)] });

/**
 * A body for every operation that takes one: valid, about the objects of a world, and with every field that refers to
 * another object. The path stands for all methods that are not named.
 */
export const bodies: Readonly<Record<string, Body>> = {
  '/api/v1/users/token/': () => ({ username: uniqueWord(), password: 'wrong' }),
  '/api/v1/session/': () => ({ username: uniqueWord(), password: 'wrong' }),
  '/api/v1/session/second-factor/totp/': () => ({ password: 'wrong' }),
  '/api/v1/session/second-factor/totp/confirm/': () => ({ totp: '000000' }),
  '/api/v1/session/second-factor/totp/disable/': () => ({ password: 'wrong' }),
  '/api/v1/session/second-factor/recovery-codes/': () => ({ password: 'wrong' }),
  '/api/v1/session/passkeys/options/': () => ({ password: 'wrong' }),
  '/api/v1/session/passkeys/': () => ({ challenge: 'x', name: 'x', passkey: {} }),
  '/api/v1/session/passkeys/{id}/': () => ({ name: uniqueWord() }),
  '/api/v1/session/language/': () => ({ language: 'en' }),
  '/api/v1/users/password/reset/': () => ({ input: uniqueWord() }),
  '/api/v1/users/password/reset/confirm/': ({ subject }) => ({ uid: subject, token: 'x-y', ...newPassword }),
  '/api/v1/users/user/password/change/': () => ({ old_password: 'wrong', ...newPassword }),
  '/api/v1/users/user/{id}/password/': () => ({
    current_password: null,
    new_password: 'Tr1cky-Heron-88',
    confirm_password: 'Tr1cky-Heron-88',
  }),
  '/api/v1/users/organization/': organization,
  '/api/v1/users/organization/{id}/': ({ membership }) => ({
    ...organization(),
    owner: { organization_user: membership },
  }),
  '/api/v1/users/user/': (world) => ({ ...user(world), password: null }),
  '/api/v1/users/user/{id}/': (world) => ({ ...user(world), user_permissions: [1] }),
  '/api/v1/users/user/{user_id}/email/': emailAddress,
  '/api/v1/users/user/{user_id}/email/{id}/': emailAddress,
  '/api/v1/users/user/bulk/': bulk(({ subject }) => subject),
  '/api/v1/users/membership/': ({ newcomer: id, organization: home }) => ({
    user: id,
    organization: home,
    is_admin: false,
  }),
  '/api/v1/users/membership/{id}/': () => ({ is_admin: true }),
  '/api/v1/users/group/': group,
  '/api/v1/users/group/{id}/': group,
  '/api/v1/users/api-token/': ({ organization: id }) => ({ name: uniqueWord(), organizations: [id] }),
  '/api/v1/controller/device/': device,
  '/api/v1/controller/device/{id}/': device,
  '/api/v1/controller/device/bulk/': bulk(({ retiredDevice: id }) => id),
  '/api/v1/controller/template/': template,
  '/api/v1/controller/template/{id}/': template,
  '/api/v1/controller/template/bulk/': bulk(({ looseTemplate: id }) => id),
  '/api/v1/controller/group/': deviceGroup,
  '/api/v1/controller/group/{id}/': deviceGroup,
  '/api/v1/controller/group/bulk/': bulk(({ deviceGroup: id }) => id),
  '/api/v1/controller/organization/{id}/settings/': () => ({
    device_limit: 77,
    context: { a: uniqueWord() },
  }),
  '/api/v1/controller/preview/': (world) => ({
    ...device(world),
    ...device(world).config,
    device: world.device,
    template: world.template,
  }),
  '/api/v1/webhooks/webhook/': ({ organization: id }) => ({ ...webhook(), organization: id }),
  '/api/v1/webhooks/webhook/{id}/': webhook,
  '/controller/update-info/{id}/': deviceForm,
  '/controller/device/update-info/{id}/': deviceForm,
  '/controller/report-status/{id}/': deviceForm,
  '/controller/device/report-status/{id}/': deviceForm,
};

/** The body of an operation; undefined when it takes none. */
export const bodyOf = ({ name, path, schema }: Operation, world: World): object | undefined => {
  const make = bodies[path];
  if (schema.requestBody && !make) throw new Error(`there is no body for ${name}: add one to \`bodies\``);
  return schema.requestBody ? make?.(world) : undefined;
};
