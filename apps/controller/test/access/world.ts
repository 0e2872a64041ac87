import { randomBytes, randomUUID } from 'node:crypto';
import { hashPassword } from '@netloom/server-kit';
import { obtainToken } from '../../src/modules/users/access-tokens.ts';
import { createApiToken } from '../../src/modules/users/api-tokens.ts';
import { insertUser } from '../../src/modules/users/insert-user.ts';
import { insertMembership } from '../../src/modules/users/memberships.ts';
import { startSession } from '../../src/modules/users/sessions.ts';
import { newDelivery } from '../../src/modules/webhooks/delivery/new-delivery.ts';
import type { TestController } from '../../src/testing/index.ts';
import { randomMac } from '../device-caller.ts';

/** Who calls the API. Each but the superuser and nobody belongs to an organization. */
export type PersonName = 'member' | 'operator' | 'manager';

/** One organization with an object of every kind, and the people who work there. */
export interface World {
  /** Stands in every text of its objects, and nowhere else. */
  marker: string;
  /** Ids and other names of its objects, by kind. */
  organization: string;
  sharedSecret: string;
  /** Membership of the subject. */
  membership: string;
  /** A member whom people manage; logs in with nothing else than the session here. */
  subject: string;
  /** A member who was created without a password. */
  invited: string;
  /** A user of no organization. */
  newcomer: string;
  email: number;
  apiToken: string;
  session: string;
  passkey: string;
  device: string;
  deviceKey: string;
  /** Out of service: can be deleted, and activated again. */
  retiredDevice: string;
  macAddress: string;
  template: string;
  /** Not required by anything: may be chosen for groups. */
  looseTemplate: string;
  deviceGroup: string;
  /** Groups of permissions belong to no organization: its name is no secret. */
  group: number;
  groupName: string;
  webhook: string;
  delivery: string;
  auditEntry: number;
  /** Ids of users, and their `Authorization` headers. */
  people: Record<PersonName, string>;
  bearer: Record<PersonName, string>;
}

let worlds = 0;
const passwordHash = hashPassword('correct horse battery');

/** A word for names: what is created twice must not have the same one. */
export const uniqueWord = (): string => randomBytes(5).toString('hex');

/** Starts a session of a user; the headers that prove it. */
export const logIn = async (
  { context }: TestController,
  userId: string,
  userAgent = '',
): Promise<Record<string, string>> => {
  const { db, clock, secrets, settings } = context;
  const { id, csrfToken } = await startSession(
    { db, secrets, clock, days: settings.sessionDays, passwordAges: { user: 0, staff: 0 } },
    { userId, ip: '127.0.0.1', userAgent, passwordBased: true },
  );
  return { cookie: `sessionid=${id}; csrftoken=${csrfToken}`, 'x-csrftoken': csrfToken };
};

/** Builds an organization. `word` tells the two sides of a test apart. */
export const buildWorld = async (controller: TestController, word: string): Promise<World> => {
  const { context } = controller;
  const { db, clock } = context;
  const marker = `zq${word}${++worlds}zq`;
  const create = async <Id = string>(path: string, body: object): Promise<Id> => {
    const answer = await controller.api('POST', path, body);
    if (answer.status !== 201) throw new Error(`POST ${path}: ${JSON.stringify(answer.body)}`);
    return (answer.body as { id: Id }).id;
  };

  const organization = await create('users/organization/', {
    name: `${marker} organization`,
    slug: `${marker}-organization`,
    description: marker,
  });
  const sharedSecret = `${marker}secret`;
  await controller.api('PATCH', `controller/organization/${organization}/settings/`, {
    shared_secret: sharedSecret,
    context: { variable: marker },
  });

  const person = async (name: string, isManager: boolean, groups: number[], hasPassword = true) => {
    const id = await insertUser(db, clock, {
      username: `${marker}-${name}`,
      email: `${marker}-${name}@example.org`,
      first_name: marker,
      notes: marker,
      is_staff: true,
      passwordHash: hasPassword ? await passwordHash : undefined,
      emailVerified: true,
    });
    for (const group of groups)
      await db.insertInto('openwisp_users_user_groups').values({ user_id: id, group_id: group }).execute();
    const membership = await insertMembership(db, clock, {
      userId: id,
      organizationId: organization,
      isManager,
    });
    return { id, membership };
  };
  const bearerOf = async ({ id }: { id: string }): Promise<string> =>
    `Bearer ${(await obtainToken(context, id, { passwordBased: true })).key}`;
  // The first manager becomes the owner.
  const manager = await person('manager', true, [2]);
  const operator = await person('operator', true, [1]);
  const member = await person('member', false, []);
  const subject = await person('subject', false, []);
  await bearerOf(subject);
  const invited = await person('invited', false, [], false);
  const newcomer = await insertUser(db, clock, {
    username: `${marker}-newcomer`,
    passwordHash: undefined,
    emailVerified: false,
  });

  const template = await create('controller/template/', {
    name: `${marker} template`,
    organization,
    backend: 'netjsonconfig.OpenWrt',
    notes: marker,
    default: true,
    tags: [`${marker}tag`],
    config: { general: { description: marker } },
  });
  const looseTemplate = await create('controller/template/', {
    name: `${marker} loose template`,
    organization,
    backend: 'netjsonconfig.OpenWrt',
    config: { general: { timezone: 'UTC' } },
  });
  const deviceGroup = await create('controller/group/', {
    name: `${marker} group`,
    organization,
    description: marker,
    templates: [looseTemplate],
    context: { of_group: marker },
    meta_data: { of_group: marker },
  });
  const deviceKey = randomBytes(16).toString('hex');
  const macAddress = randomMac();
  const device = await create('controller/device/', {
    name: `${marker}-device`,
    organization,
    group: deviceGroup,
    mac_address: macAddress,
    key: deviceKey,
    model: marker,
    os: marker,
    system: marker,
    notes: marker,
    management_ip: '10.9.8.7',
    config: {
      backend: 'netjsonconfig.OpenWrt',
      templates: [template, looseTemplate],
      context: { of_device: marker },
      config: { general: { hostname: marker } },
    },
  });
  const retiredDevice = await create('controller/device/', {
    name: `${marker}-retired`,
    organization,
    mac_address: randomMac(),
    notes: marker,
  });
  await controller.api('POST', `controller/device/${retiredDevice}/deactivate/`);
  const groupName = `group-${uniqueWord()}`;
  const group = await create<number>('users/group/', { name: groupName, permissions: [1] });
  const webhook = await create('webhooks/webhook/', {
    name: `${marker} webhook`,
    organization,
    url: `http://127.0.0.1:9/${marker}`,
    topics: ['device.created'],
  });
  const delivery = newDelivery(
    { webhookId: webhook, eventId: randomUUID(), topic: 'device.created', body: JSON.stringify({ marker }) },
    clock(),
  );
  await db
    .insertInto('webhooks_delivery')
    .values({ ...delivery, state: 'failed', next_attempt: null, error: marker })
    .execute();

  const email = await db
    .selectFrom('account_emailaddress')
    .select('id')
    .where('user_id', '=', subject.id)
    .executeTakeFirstOrThrow();
  const apiToken = await createApiToken(context, subject.id, {
    name: `${marker} token`,
    isReadOnly: false,
    organizations: [organization],
    expires: null,
  });
  await logIn(controller, subject.id, marker);
  const session = await db
    .selectFrom('users_session')
    .select('id_digest')
    .where('user_id', '=', subject.id)
    .executeTakeFirstOrThrow();
  const passkey = randomUUID();
  await db
    .insertInto('users_passkey')
    .values({
      id: passkey,
      user_id: subject.id,
      name: `${marker} passkey`,
      credential_id: passkey,
      public_key: new Uint8Array([1]),
      counter: 0,
      transports: '',
      created: clock(),
      last_used: null,
    })
    .execute();
  const entry = await db
    .selectFrom('audit_entry')
    .select('sequence')
    .where('object_id', '=', device)
    .executeTakeFirstOrThrow();

  return {
    marker,
    organization,
    sharedSecret,
    membership: subject.membership,
    subject: subject.id,
    invited: invited.id,
    newcomer,
    email: email.id,
    apiToken: apiToken.id,
    session: session.id_digest,
    passkey,
    device,
    deviceKey,
    retiredDevice,
    macAddress,
    template,
    looseTemplate,
    deviceGroup,
    group,
    groupName,
    webhook,
    delivery: delivery.id,
    auditEntry: entry.sequence,
    people: { member: member.id, operator: operator.id, manager: manager.id },
    bearer: {
      member: await bearerOf(member),
      operator: await bearerOf(operator),
      manager: await bearerOf(manager),
    },
  };
};

/** Leaves nothing behind but the audit log: what is compared later stays small. */
export const removeWorld = async (controller: TestController, world: World): Promise<void> => {
  const { db } = controller.context;
  await controller.api('DELETE', `users/organization/${world.organization}/`);
  await controller.api('DELETE', `users/group/${world.group}/`);
  await db.deleteFrom('openwisp_users_user').where('username', 'like', `${world.marker}-%`).execute();
};
