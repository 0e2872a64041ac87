import {
  createConcurrencyLimit,
  createRateLimiter,
  HttpError,
  uniqueViolation,
  type RateLimiter,
} from '@netloom/server-kit';
import { systemScope } from '../../../platform/tenancy.ts';
import { makeChange, type Change } from '../change.ts';
import { insertConfig, renderNewConfig } from '../configs/create-config.ts';
import type { ConfigurationContext } from '../configuration-context.ts';
import { conflictErrors } from '../devices/check-device.ts';
import { createDevice } from '../devices/create-device.ts';
import { sameMacAddress } from '../devices/mac-address.ts';
import { deviceKeyDigest } from '../devices/seal-device-key.ts';
import { updateDevice } from '../devices/update-device.ts';
import { undashed } from '../fleet/device-index.ts';
import { lockOrganizations } from '../lock-organization.ts';
import { sharedSecretDigest } from '../organizations/seal-shared-secret.ts';
import { isBackend } from '../rendering/backends.ts';
import { InvalidConfigError } from '../rendering/invalid-config.ts';
import { renderNow } from '../rendering/render-now.ts';
import { missingParameter, plain, tooManyAttempts, wrongParameter, type Answer } from './answer.ts';
import { messagesOf } from './error-messages.ts';
import { addTaggedTemplates } from './add-tagged-templates.ts';
import { readManagementIp, type Parameters } from './parameters.ts';

/** Wrong secrets from one address before it has to wait. Only failures count. */
const failuresAllowed = { limit: 120, windowMs: 60_000 };
/** An agent has a handful of tags. */
const mostTags = 50;
/**
 * A whole site may come back at the same moment. Registrations of an organization wait for each other anyway; here
 * they do so without holding a connection to the database each.
 */
const atOnce = { running: 4, waiting: 2000 };

export type RegisterDevice = (parameters: Parameters, address: string | null) => Promise<Answer>;

/**
 * A device introduces itself with the secret of its organization (device protocol, section 3).
 *
 * @throws BusyError when too many do so at once.
 */
export const createRegisterDevice = (
  context: ConfigurationContext,
  limiter: RateLimiter = createRateLimiter(failuresAllowed),
): RegisterDevice => {
  const { settings, log } = context;
  const inTurn = createConcurrencyLimit(atOnce);
  return async (parameters, address) => {
    if (!settings.registrationEnabled) return registrationDisabled;
    const missing = ['secret', 'name', 'mac_address', 'backend'].find((name) => !parameters(name));
    if (missing !== undefined) return missingParameter(missing);
    const backend = parameters('backend') ?? '';
    if (!isBackend(backend)) return wrongParameter('backend');

    const attempts = String(address);
    const seconds = limiter.waiting(attempts);
    if (seconds > 0) return tooManyAttempts(seconds);
    const organization = await findOrganization(context, parameters('secret') ?? '');
    if (!organization) {
      limiter.take(attempts);
      log.warn({ address }, 'somebody tried to register a device with a wrong shared secret');
      return plain(403, 'error: unrecognized secret');
    }
    if (!organization.registration_enabled) return registrationDisabled;

    const registration = { organizationId: organization.organization_id, backend, parameters, address };
    return inTurn(() => answerRegistration(context, registration));
  };
};

const registrationDisabled = plain(403, 'error: registration disabled');

interface Registration {
  /** The organization of the secret. */
  organizationId: string;
  backend: string;
  parameters: Parameters;
  address: string | null;
}

const findOrganization = async ({ db, secrets }: ConfigurationContext, secret: string) =>
  db
    .selectFrom('config_organizationconfigsettings as settings')
    .innerJoin('openwisp_users_organization as organization', 'organization.id', 'settings.organization_id')
    .select(['settings.organization_id', 'settings.registration_enabled'])
    .where('settings.shared_secret_digest', '=', sharedSecretDigest(secrets, secret))
    .where('organization.is_active', '=', true)
    .executeTakeFirst();

const answerRegistration = async (
  context: ConfigurationContext,
  registration: Registration,
): Promise<Answer> => {
  try {
    return await registerOnce(context, registration);
  } catch (error) {
    if (uniqueViolation(error) === undefined) return explain(error);
    // The same device came twice at once: now the other one is done, and this one is known.
    return registerOnce(context, registration).catch(explain);
  }
};

const explain = (error: unknown): Answer => {
  const violation = uniqueViolation(error);
  if (violation) return plain(400, messagesOf(conflictErrors(violation, 'device')).join(' '));
  if (error instanceof InvalidConfigError) return plain(400, messagesOf(error.errors).join(' '));
  if (error instanceof HttpError && error.status === 400) return plain(400, messagesOf(error.body).join(' '));
  throw error;
};

const registerOnce = async (context: ConfigurationContext, registration: Registration): Promise<Answer> => {
  const outcome = await makeChange(context, async (change) => {
    // Two registrations of one device come one after the other, and the second finds what the first has made.
    await lockOrganizations(change, [registration.organizationId], 'exclusive');
    const known = await findByKey(change, registration);
    if (known?.is_deactivated) return 'deactivated';
    if (!known && !context.settings.registrationSelfCreation) return 'unknown';
    const id = known
      ? await registerAgain(change, registration, known)
      : await registerNew(change, registration);
    return { id, isNew: !known };
  });
  if (outcome === 'deactivated') return plain(403, 'error: device deactivated');
  if (outcome === 'unknown') return plain(404, 'Device not found in the system, please create it first.');

  const device = await context.index.lookUp(outcome.id);
  if (!device) throw new Error(`device ${outcome.id} is gone right after its registration`);
  context.contacts.seen(device);
  context.events.emit('device.registered', {
    deviceId: device.id,
    organizationId: device.organization.id,
    isNew: outcome.isNew,
  });
  const lines = [
    'registration-result: success',
    `uuid: ${undashed(device.id)}`,
    `key: ${device.key}`,
    `hostname: ${device.name}`,
    `is-new: ${Number(outcome.isNew)}`,
  ];
  return plain(201, lines.map((line) => `${line}\n`).join(''));
};

type KnownDevice = NonNullable<Awaited<ReturnType<typeof findByKey>>>;

/** Only the key tells that a device is known, never its MAC address or name: those can be claimed. */
const findByKey = async ({ tx, context }: Change, { parameters }: Registration) => {
  const key = parameters('key') ?? '';
  if (!context.settings.consistentRegistration || key === '') return undefined;
  return tx
    .selectFrom('config_device as device')
    .leftJoin('config_config as config', 'config.device_id', 'device.id')
    .select([
      'device.id',
      'device.organization_id',
      'device.group_id',
      'device.mac_address',
      'device.is_deactivated',
      'config.id as config_id',
    ])
    .where('device.key_digest', '=', deviceKeyDigest(context.secrets, key))
    .executeTakeFirst();
};

const registerNew = async (
  change: Change,
  { organizationId, backend, parameters, address }: Registration,
): Promise<string> => {
  const { consistentRegistration } = change.context.settings;
  const organization_id = organizationId;
  const id = await createDevice(
    change,
    {
      organization_id,
      name: parameters('name') ?? '',
      mac_address: parameters('mac_address') ?? '',
      key: consistentRegistration ? (parameters('key') ?? '') : '',
      hardware_id: parameters('hardware_id') || null,
      model: parameters('model') ?? '',
      os: parameters('os') ?? '',
      system: parameters('system') ?? '',
      notes: '',
      group_id: null,
      last_ip: address,
      management_ip: readManagementIp(parameters('management_ip')) ?? null,
      last_seen: change.now,
    },
    null,
    'device',
  );
  const device = { id, organization_id, group_id: null };
  const configId = await insertConfig(change, device, { backend, config: {}, context: {}, templates: [] });
  await addTaggedTemplates(change, configId, organization_id, tagsOf(parameters));
  await renderNewConfig(change, configId);
  return id;
};

const registerAgain = async (
  change: Change,
  { organizationId, backend, parameters, address }: Registration,
  device: KnownDevice,
): Promise<string> => {
  const name = parameters('name') ?? '';
  const given = { os: parameters('os'), model: parameters('model'), system: parameters('system') };
  const present = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  await updateDevice(
    change,
    systemScope,
    device.id,
    {
      ...present,
      // A device without a name of its own calls itself by its MAC address, which must not undo a name given here.
      ...(sameMacAddress(name, device.mac_address) ? {} : { name }),
      ...(address === null ? {} : { last_ip: address }),
    },
    { words: 'device', byDevice: true },
  );
  const tags = tagsOf(parameters);
  if (device.config_id === null) {
    const configId = await insertConfig(change, device, { backend, config: {}, context: {}, templates: [] });
    await addTaggedTemplates(change, configId, organizationId, tags);
    await renderNewConfig(change, configId);
  } else if (await addTaggedTemplates(change, device.config_id, organizationId, tags)) {
    await renderNow(change, device.config_id, { action: 'm2m_templates_changed', byDevice: true });
  }
  return device.id;
};

const tagsOf = (parameters: Parameters): string[] =>
  [...new Set((parameters('tags') ?? '').split(/\s+/).filter(Boolean))].slice(0, mostTags);
