import { badRequest, type FieldErrors, type UniqueViolation } from '@netloom/server-kit';
import { sql } from 'kysely';
import type { Change } from '../change.ts';
import type { DeviceTable } from '../tables.ts';
import { deviceKeyDigest } from './seal-device-key.ts';
import { deviceFieldErrors } from './validate-device.ts';

/** A device as it is going to be, with its key in clear. */
export type DeviceContent = Pick<
  DeviceTable,
  | 'id'
  | 'organization_id'
  | 'name'
  | 'mac_address'
  | 'hardware_id'
  | 'model'
  | 'os'
  | 'system'
  | 'notes'
  | 'group_id'
> & { key: string };

/** Uniqueness is told of in other words to REST clients than to devices. */
export type ErrorWords = 'rest' | 'device';

export interface DeviceCheck {
  words: ErrorWords;
  /** The device is new in its organization, which may hold a limited number. */
  joins: boolean;
}

/**
 * Checks a whole device before it is written: each field, its group, what must be unique, and the limit of its
 * organization.
 *
 * @throws HttpError 400 with everything that is wrong, by field.
 */
export const checkDevice = async (
  change: Change,
  device: DeviceContent,
  check: DeviceCheck,
): Promise<void> => {
  const { settings } = change.context;
  const errors = deviceFieldErrors(device, settings);
  const group = await wrongGroup(change, device);
  if (group !== undefined) errors['group'] = [group];
  if (Object.keys(errors).length > 0 && check.words === 'rest') throw badRequest(errors);

  const conflicts = await findConflicts(change, device);
  const limit = check.joins ? await exceededLimit(change, device.organization_id) : undefined;
  for (const conflict of conflicts) addConflict(errors, conflict, check.words);
  if (limit !== undefined) errors['__all__'] = [...((errors['__all__'] ?? []) as string[]), limit];
  if (Object.keys(errors).length > 0) throw badRequest(errors);
};

type Conflict = 'mac_address' | 'hardware_id' | 'name' | 'key';

/** Where a conflict is told of, and how. */
const conflictTexts: Record<ErrorWords, Record<Conflict, [field: string, text: string]>> = {
  device: {
    mac_address: ['__all__', 'Device with this Mac address and Organization already exists.'],
    hardware_id: ['__all__', 'Device with this Serial number and Organization already exists.'],
    name: ['__all__', 'Device with this Name and Organization already exists.'],
    key: ['key', 'Device with this Key already exists.'],
  },
  rest: {
    mac_address: ['non_field_errors', 'The fields mac_address, organization must make a unique set.'],
    hardware_id: ['__all__', 'Device with this Serial number and Organization already exists.'],
    name: ['__all__', 'Device with this Name and Organization already exists.'],
    key: ['key', 'device with this key already exists.'],
  },
};

const addConflict = (errors: FieldErrors, conflict: Conflict, words: ErrorWords): void => {
  const [field, text] = conflictTexts[words][conflict];
  errors[field] = [...((errors[field] ?? []) as string[]), text];
};

/** The errors for what another transaction has taken at the same moment. */
export const conflictErrors = (
  { constraint = '', columns }: UniqueViolation,
  words: ErrorWords,
): FieldErrors => {
  const about = `${constraint} ${columns.join(' ')}`;
  const errors: FieldErrors = {};
  addConflict(
    errors,
    (['mac_address', 'hardware_id'] as const).find((column) => about.includes(column)) ?? 'key',
    words,
  );
  return errors;
};

const findConflicts = async ({ tx, context }: Change, device: DeviceContent): Promise<Conflict[]> => {
  const { deviceNameUnique } = context.settings;
  const digest = deviceKeyDigest(context.secrets, device.key);
  const rows = await tx
    .selectFrom('config_device')
    .select(['organization_id', 'name', 'mac_address', 'hardware_id', 'key_digest'])
    .where('id', '!=', device.id)
    .where((eb) =>
      eb.or([
        eb.and([
          eb('mac_address', '=', device.mac_address),
          eb('organization_id', '=', device.organization_id),
        ]),
        eb.and([
          eb('organization_id', '=', device.organization_id),
          eb(sql<string>`lower(name)`, '=', device.name.toLowerCase()),
        ]),
        eb('key_digest', '=', digest),
        ...(device.hardware_id === null
          ? []
          : [
              eb.and([
                eb('hardware_id', '=', device.hardware_id),
                eb('organization_id', '=', device.organization_id),
              ]),
            ]),
      ]),
    )
    .limit(10)
    .execute();
  const inOrganization = rows.filter(({ organization_id }) => organization_id === device.organization_id);
  const sameName = device.name.toLowerCase();
  const found: [Conflict, boolean][] = [
    ['mac_address', inOrganization.some(({ mac_address }) => mac_address === device.mac_address)],
    [
      'hardware_id',
      device.hardware_id !== null &&
        inOrganization.some(({ hardware_id }) => hardware_id === device.hardware_id),
    ],
    ['name', deviceNameUnique && inOrganization.some(({ name }) => name.toLowerCase() === sameName)],
    ['key', rows.some(({ key_digest }) => key_digest === digest)],
  ];
  const conflicts = found.filter(([, isTaken]) => isTaken).map(([conflict]) => conflict);
  // Keys are made of what identifies a device: that the key is taken, too, is no news then.
  return conflicts.some((conflict) => conflict === 'mac_address' || conflict === 'hardware_id')
    ? conflicts.filter((conflict) => conflict !== 'key')
    : conflicts;
};

const wrongGroup = async (
  { tx }: Change,
  { group_id, organization_id }: DeviceContent,
): Promise<string | undefined> => {
  if (group_id === null) return undefined;
  const group = await tx
    .selectFrom('config_devicegroup')
    .select('organization_id')
    .where('id', '=', group_id)
    .executeTakeFirst();
  if (group?.organization_id === organization_id) return undefined;
  return 'Please ensure that the organization of this Device and the organization of the related Device Group match.';
};

/** What is said when an organization cannot hold one more device. */
const exceededLimit = async ({ tx }: Change, organizationId: string): Promise<string | undefined> => {
  const limits = await tx
    .selectFrom('openwisp_users_organization as organization')
    .leftJoin('config_organizationlimits as limits', 'limits.organization_id', 'organization.id')
    .select(['organization.name', 'limits.organization_id as limited', 'limits.device_limit'])
    .where('organization.id', '=', organizationId)
    .executeTakeFirst();
  // Null forbids new devices, zero allows any number.
  if (!limits || limits.limited === null || limits.device_limit === 0) return undefined;
  if (limits.device_limit !== null && (await countDevices(tx, organizationId)) < limits.device_limit)
    return undefined;
  return `The maximum amount of allowed devices has been reached for organization ${limits.name}.`;
};

/** Devices of an organization; deactivated ones count. */
export const countDevices = async (tx: Change['tx'], organizationId: string): Promise<number> => {
  const { count } = await tx
    .selectFrom('config_device')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('organization_id', '=', organizationId)
    .executeTakeFirstOrThrow();
  return count;
};
