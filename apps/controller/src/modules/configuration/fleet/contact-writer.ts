import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import type { AppContext } from '../../../platform/app-context.ts';
import { showTime } from '../../../platform/resource/index.ts';
import { isPrivateAddress } from '../addresses/private-address.ts';
import { jsonRows } from '../json-rows.ts';
import type { Contact, DeviceIndex, IndexedDevice } from './device-index.ts';
import { permissionModels } from '../permission-models.ts';

/** `last_seen` is written at most once in this time for a device whose addresses stay the same, in milliseconds. */
const seenEveryMs = 60_000;
const flushEveryMs = 2000;
/** Rows of one statement: more would hold the database for too long. */
const rowsAtOnce = 500;
/** Consoles are not told of every sign of life in a fleet that gives more than this many in one flush. */
const mostSignsOfLife = 300;

export interface ContactWriterOptions {
  context: Pick<AppContext, 'database' | 'db' | 'events' | 'realtime' | 'clock' | 'log'>;
  index: DeviceIndex;
  /** Management addresses are unique over all organizations, not only within one. */
  sharedAddressSpace: boolean;
}

/** Records that devices called and from where: at once in memory, in batches in the database. */
export interface ContactWriter {
  /** A device called. */
  seen(device: IndexedDevice): void;
  /** A device called from this address and said this of its management address (undefined: nothing to go by). */
  contacted(device: IndexedDevice, lastIp: string | null, managementIp: string | null | undefined): void;
  /**
   * As `contacted`. When an address is new for this device, other devices lose it, because it can only be an old
   * one of theirs (device protocol, section 4).
   */
  polled(device: IndexedDevice, lastIp: string | null, managementIp: string | null | undefined): void;
  /** Writes what is to be written. */
  flush(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

export const createContactWriter = ({
  context,
  index,
  sharedAddressSpace,
}: ContactWriterOptions): ContactWriter => {
  const { database, db, events, realtime, clock, log } = context;
  let waiting = new Set<IndexedDevice>();
  let flushing: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let isOutage = false;

  const seen: ContactWriter['seen'] = (device) => {
    device.lastSeen = clock().getTime();
    if (device.lastSeen - device.stored.lastSeen >= seenEveryMs) waiting.add(device);
  };

  /** True when an address is new. */
  const contacted = (
    device: IndexedDevice,
    lastIp: string | null,
    managementIp: string | null | undefined,
  ): boolean => {
    seen(device);
    const nextLastIp = lastIp ?? device.lastIp;
    const nextManagementIp = managementIp === undefined ? device.managementIp : managementIp;
    if (nextLastIp === device.lastIp && nextManagementIp === device.managementIp) return false;
    index.setAddresses(device, nextLastIp, nextManagementIp);
    waiting.add(device);
    return true;
  };

  const takeFromOthers = (device: IndexedDevice): void => {
    const competes = (other: IndexedDevice): boolean =>
      sharedAddressSpace || other.organization === device.organization;
    for (const other of index.sharingManagementIp(device).filter(competes)) {
      index.setAddresses(other, other.lastIp, null);
      waiting.add(other);
    }
    // Many devices may share a public address: they stand behind one translator.
    if (device.lastIp === null || !isPrivateAddress(device.lastIp)) return;
    for (const other of index.sharingLastIp(device).filter(competes)) {
      index.setAddresses(other, null, other.managementIp);
      waiting.add(other);
    }
  };

  const write = async (devices: readonly IndexedDevice[], final: boolean): Promise<void> => {
    const changes = devices
      .filter((device) => index.find(device.id) === device)
      .map((device) => changeOf(device, final))
      .filter((change) => change !== undefined);
    if (changes.length === 0) return;
    const rows = changes.map(({ device, contact, has }) => ({
      row_id: device.id,
      has_last_ip: Number(has.lastIp),
      last_ip: contact.lastIp,
      has_management_ip: Number(has.managementIp),
      management_ip: contact.managementIp,
      has_last_seen: Number(has.lastSeen),
      last_seen: contact.lastSeen === 0 ? null : new Date(contact.lastSeen),
    }));
    const v = jsonRows(
      database.dialect,
      {
        row_id: 'text',
        has_last_ip: 'integer',
        last_ip: 'text',
        has_management_ip: 'integer',
        management_ip: 'text',
        has_last_seen: 'integer',
        last_seen: 'time',
      },
      rows,
    );
    await sql`
      update config_device set
        last_ip = case when v.has_last_ip = 1 then v.last_ip else config_device.last_ip end,
        management_ip = case when v.has_management_ip = 1 then v.management_ip else config_device.management_ip end,
        last_seen = case when v.has_last_seen = 1 then v.last_seen else config_device.last_seen end
      from ${v} where config_device.id = v.row_id`.execute(db);
    tell(changes);
  };

  /** Updates what is known to be stored, and tells everybody of it. */
  const tell = (changes: readonly ContactChange[]): void => {
    const moved = (change: ContactChange): boolean => change.has.lastIp || change.has.managementIp;
    const signsOfLife = changes.filter((change) => !moved(change)).length;
    for (const change of changes) {
      const { device, contact, has } = change;
      const { managementIp: previousManagementIp } = device.stored;
      if (has.lastIp) device.stored.lastIp = contact.lastIp;
      if (has.managementIp) device.stored.managementIp = contact.managementIp;
      if (has.lastSeen) device.stored.lastSeen = contact.lastSeen;
      const about = { deviceId: device.id, organizationId: device.organization.id };
      if (moved(change)) events.emit('device.updated', about);
      if (has.managementIp) {
        events.emit('device.management-ip-changed', {
          ...about,
          managementIp: contact.managementIp,
          previousManagementIp,
        });
      }
      if (!moved(change) && signsOfLife > mostSignsOfLife) continue;
      realtime.changed({
        kind: 'device',
        permission: permissionModels.device,
        id: device.id,
        organizationId: device.organization.id,
        action: 'updated',
        patch: {
          last_ip: contact.lastIp,
          management_ip: contact.managementIp,
          last_seen: contact.lastSeen === 0 ? null : showTime(new Date(contact.lastSeen)),
        },
      });
    }
  };

  const flushAll = async (final: boolean): Promise<void> => {
    const devices = [...waiting];
    waiting = new Set();
    for (let start = 0; start < devices.length; start += rowsAtOnce) {
      if (start > 0) await nextTurn();
      try {
        await write(devices.slice(start, start + rowsAtOnce), final);
        if (isOutage) log.info('contacts of devices can be written again');
        isOutage = false;
      } catch (error) {
        if (!isOutage)
          log.error({ err: error }, 'contacts of devices cannot be written, they are kept for later');
        isOutage = true;
        for (const device of devices.slice(start)) waiting.add(device);
        return;
      }
    }
  };

  const flush = async (final = false): Promise<void> => {
    // One after the other, so that an older value is never written over a newer one.
    flushing = flushing.then(() => flushAll(final));
    await flushing;
  };

  return {
    seen,
    contacted: (device, lastIp, managementIp) => void contacted(device, lastIp, managementIp),
    polled: (device, lastIp, managementIp) => {
      if (contacted(device, lastIp, managementIp)) takeFromOthers(device);
    },
    flush: () => flush(),
    start: () => {
      timer = setInterval(() => void flush(), flushEveryMs).unref();
    },
    stop: async () => {
      clearInterval(timer);
      await flush(true);
    },
  };
};

interface ContactChange {
  device: IndexedDevice;
  contact: Contact;
  /** Which parts differ from what is stored. */
  has: Readonly<Record<keyof Contact, boolean>>;
}

/** What is to be written of a device; undefined when the database holds it already. */
const changeOf = (device: IndexedDevice, final: boolean): ContactChange | undefined => {
  const { lastIp, managementIp, lastSeen, stored } = device;
  const moved = lastIp !== stored.lastIp || managementIp !== stored.managementIp;
  const isDue = final || moved || lastSeen - stored.lastSeen >= seenEveryMs;
  const has = {
    lastIp: lastIp !== stored.lastIp,
    managementIp: managementIp !== stored.managementIp,
    lastSeen: isDue && lastSeen !== stored.lastSeen,
  };
  if (!has.lastIp && !has.managementIp && !has.lastSeen) return undefined;
  return { device, contact: { lastIp, managementIp, lastSeen }, has };
};
