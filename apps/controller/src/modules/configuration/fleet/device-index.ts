import type { Db, Logger, SecretBox } from '@netloom/server-kit';
import type { ConfigStatus } from '../tables.ts';
import { deviceKeySeal } from '../devices/seal-device-key.ts';

/** What is written of a device's contacts with the controller. */
export interface Contact {
  lastIp: string | null;
  managementIp: string | null;
  /** Milliseconds since 1970; 0: never. */
  lastSeen: number;
}

/** What the controller must know of a device to answer it, ready in memory. */
export interface IndexedDevice extends Contact {
  readonly id: string;
  organization: IndexedOrganization;
  name: string;
  key: string;
  isDeactivated: boolean;
  config: IndexedConfig | null;
  /** What the database holds; what differs above is still to be written. */
  readonly stored: Contact;
  /** Until this time (milliseconds since 1970) somebody who does not know the key may be guessing it. */
  suspectUntil: number;
}

export interface IndexedOrganization {
  readonly id: string;
  isActive: boolean;
  /** How many devices it has. */
  devices: number;
}

export interface IndexedConfig {
  readonly id: string;
  readonly status: ConfigStatus;
  readonly checksum: string | null;
}

/**
 * All devices in memory: polls are answered from here without asking the database. It holds what the database holds,
 * except for contacts, which come here first (see `createContactWriter`).
 */
export interface DeviceIndex {
  /** Reads everything, at the start and after changes of other processes may have been missed. */
  load(): Promise<void>;
  /** By id, dashed or as 32 hexadecimal digits, lower case. */
  find(id: string): IndexedDevice | undefined;
  /** The same, and asks the database when the device is not known. */
  lookUp(id: string): Promise<IndexedDevice | undefined>;
  /**
   * Reads these devices again, after a transaction that changed them was committed. While the database cannot be
   * reached that is tried again in the background, because what was committed must not be answered wrongly for good.
   */
  refresh(ids: readonly string[]): Promise<void>;
  /** The same after a change that another process has made. */
  hear(ids: readonly string[]): Promise<void>;
  /** An organization was switched on or off, and its devices with it. */
  setOrganizationActive(id: string, isActive: boolean): void;
  /** An organization was deleted, and its devices with it. */
  removeOrganization(id: string): void;
  /** Changes the addresses of a device, here only. */
  setAddresses(device: IndexedDevice, lastIp: string | null, managementIp: string | null): void;
  /** Devices that share a management address with this one, itself left out. */
  sharingManagementIp(device: IndexedDevice): IndexedDevice[];
  /** The same for the address that they were last seen with. */
  sharingLastIp(device: IndexedDevice): IndexedDevice[];
  readonly size: number;
  /** How many devices these organizations have. */
  countIn(organizationIds: readonly string[]): number;
}

const dashedPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const hexPattern = /^[0-9a-f]{32}$/;

/** The id in its canonical spelling; undefined for what is none, upper case included (device protocol, section 2). */
export const canonicalId = (text: string): string | undefined => {
  if (dashedPattern.test(text)) return text;
  if (!hexPattern.test(text)) return undefined;
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join(
    '-',
  );
};

export const undashed = (id: string): string => id.replaceAll('-', '');

const tryAgainMs = 1000;

export const createDeviceIndex = (options: {
  db: Db;
  secrets: SecretBox;
  log: Logger;
  /** Told which devices were changed in this process. */
  changed?: (ids: readonly string[]) => void;
}): DeviceIndex => {
  const { db, secrets, log, changed = () => {} } = options;
  // Both spellings of an id lead to the device: the agent uses the one without dashes.
  const devices = new Map<string, IndexedDevice>();
  const organizations = new Map<string, IndexedOrganization>();
  const managementIps = new AddressBook();
  const lastIps = new AddressBook();
  // Readings overlap. What an earlier one found must not replace what a later one has put in place.
  const applied = new Map<string, number>();
  let readings = 0;
  let running = 0;

  const organizationOf = (id: string, isActive: boolean): IndexedOrganization => {
    const known = organizations.get(id);
    if (known) {
      known.isActive = isActive;
      return known;
    }
    const organization = { id, isActive, devices: 0 };
    organizations.set(id, organization);
    return organization;
  };

  const put = (row: DeviceRow): void => {
    const known = devices.get(row.id);
    const stored: Contact = {
      lastIp: row.last_ip,
      managementIp: row.management_ip,
      lastSeen: row.last_seen?.getTime() ?? 0,
    };
    const facts = {
      organization: organizationOf(row.organization_id, row.is_active),
      name: row.name,
      key: secrets.open(row.key_sealed, deviceKeySeal(row.id)),
      isDeactivated: row.is_deactivated,
      config: configOf(row),
    };
    facts.organization.devices++;
    if (!known) {
      const device: IndexedDevice = {
        id: row.id,
        ...facts,
        ...stored,
        stored: { ...stored },
        suspectUntil: 0,
      };
      devices.set(row.id, device).set(undashed(row.id), device);
      managementIps.move(device, null, device.managementIp);
      lastIps.move(device, null, device.lastIp);
      return;
    }
    known.organization.devices--;
    // What is still to be written stays: it is newer than the row.
    const lastIp = known.lastIp === known.stored.lastIp ? stored.lastIp : known.lastIp;
    const managementIp =
      known.managementIp === known.stored.managementIp ? stored.managementIp : known.managementIp;
    setAddresses(known, lastIp, managementIp);
    known.lastSeen = Math.max(known.lastSeen, stored.lastSeen);
    Object.assign(known, facts);
    Object.assign(known.stored, stored);
  };

  const remove = (id: string): void => {
    const device = devices.get(id);
    if (!device) return;
    devices.delete(id);
    devices.delete(undashed(id));
    device.organization.devices--;
    setAddresses(device, null, null);
  };

  const setAddresses: DeviceIndex['setAddresses'] = (device, lastIp, managementIp) => {
    managementIps.move(device, device.managementIp, managementIp);
    lastIps.move(device, device.lastIp, lastIp);
    device.lastIp = lastIp;
    device.managementIp = managementIp;
  };

  const read = async (ids: readonly string[]): Promise<void> => {
    if (ids.length === 0) return;
    const reading = ++readings;
    running++;
    try {
      const rows = await deviceRows(db).where('device.id', 'in', ids).execute();
      const found = new Map(rows.map((row) => [row.id, row]));
      for (const id of ids) {
        if ((applied.get(id) ?? 0) > reading) continue;
        applied.set(id, reading);
        const row = found.get(id);
        if (row) put(row);
        else remove(id);
      }
    } finally {
      if (--running === 0) applied.clear();
    }
  };

  const hear: DeviceIndex['hear'] = async (ids) => {
    try {
      await read(ids);
    } catch (error) {
      log.error({ err: error }, 'changed devices cannot be read again, trying on');
      setTimeout(() => void hear(ids), tryAgainMs).unref();
    }
  };

  return {
    load: async () => {
      const rows = await deviceRows(db).execute();
      const ids = new Set(rows.map(({ id }) => id));
      for (const { id } of devices.values()) if (!ids.has(id)) remove(id);
      for (const row of rows) put(row);
    },
    find: (id) => devices.get(id),
    lookUp: async (id) => {
      const known = devices.get(id);
      if (known) return known;
      const canonical = canonicalId(id);
      if (canonical === undefined) return undefined;
      await read([canonical]);
      return devices.get(canonical);
    },
    refresh: async (ids) => {
      if (ids.length === 0) return;
      await hear(ids);
      changed(ids);
    },
    hear,
    setOrganizationActive: (id, isActive) => {
      const organization = organizations.get(id);
      if (organization) organization.isActive = isActive;
    },
    removeOrganization: (id) => {
      const organization = organizations.get(id);
      if (!organization) return;
      organizations.delete(id);
      // A device is in the map twice, and may be gone already when its second entry comes.
      for (const device of devices.values()) if (device.organization === organization) remove(device.id);
    },
    setAddresses,
    sharingManagementIp: (device) => managementIps.others(device, device.managementIp),
    sharingLastIp: (device) => lastIps.others(device, device.lastIp),
    countIn: (ids) => ids.reduce((sum, id) => sum + (organizations.get(id)?.devices ?? 0), 0),
    get size() {
      return devices.size / 2;
    },
  };
};

/** Which devices have an address. Most addresses have one device; behind one translator there may be thousands. */
class AddressBook {
  readonly #holders = new Map<string, Set<IndexedDevice>>();

  move(device: IndexedDevice, from: string | null, to: string | null): void {
    if (from === to && from !== null && this.#holders.get(from)?.has(device)) return;
    if (from !== null) {
      const holders = this.#holders.get(from);
      holders?.delete(device);
      if (holders?.size === 0) this.#holders.delete(from);
    }
    if (to === null) return;
    const holders = this.#holders.get(to);
    if (holders) holders.add(device);
    else this.#holders.set(to, new Set([device]));
  }

  others(device: IndexedDevice, address: string | null): IndexedDevice[] {
    const holders = address === null ? undefined : this.#holders.get(address);
    if (!holders || holders.size < 2) return [];
    return [...holders].filter((holder) => holder !== device);
  }
}

type DeviceRow = Awaited<ReturnType<ReturnType<typeof deviceRows>['execute']>>[number];

const deviceRows = (db: Db) =>
  db
    .selectFrom('config_device as device')
    .innerJoin('openwisp_users_organization as organization', 'organization.id', 'device.organization_id')
    .leftJoin('config_config as config', 'config.device_id', 'device.id')
    .select([
      'device.id',
      'device.organization_id',
      'organization.is_active',
      'device.name',
      'device.key_sealed',
      'device.is_deactivated',
      'device.last_ip',
      'device.management_ip',
      'device.last_seen',
      'config.id as config_id',
      'config.status',
      'config.checksum_db',
    ]);

const configOf = ({ config_id, status, checksum_db }: DeviceRow): IndexedConfig | null =>
  config_id === null || status === null ? null : { id: config_id, status, checksum: checksum_db };
