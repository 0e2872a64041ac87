import { setImmediate as nextTurn } from 'node:timers/promises';
import { testDialects } from '@netloom/server-kit/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startControllerOn } from '../../../../test/start-controller-on.ts';
import type { TestController } from '../../../testing/index.ts';
import { createContactWriter } from './contact-writer.ts';
import { canonicalId, createDeviceIndex, type DeviceIndex } from './device-index.ts';

describe('canonicalId', () => {
  it.each([
    ['5f1c2a3b-4c5d-4e6f-8a9b-0c1d2e3f4a5b', '5f1c2a3b-4c5d-4e6f-8a9b-0c1d2e3f4a5b'],
    ['5f1c2a3b4c5d4e6f8a9b0c1d2e3f4a5b', '5f1c2a3b-4c5d-4e6f-8a9b-0c1d2e3f4a5b'],
    ['5F1C2A3B4C5D4E6F8A9B0C1D2E3F4A5B', undefined],
    ['5f1c2a3b-4c5d4e6f8a9b0c1d2e3f4a5b', undefined],
    ['5f1c2a3b4c5d4e6f8a9b0c1d2e3f4a5b ', undefined],
    ['', undefined],
  ])('of %j is %j', (text, expected) => {
    expect(canonicalId(text)).toBe(expected);
  });
});

describe.each(testDialects)('the fleet in memory on %s', (dialect) => {
  let controller: TestController;
  let index: DeviceIndex;
  let id: string;
  beforeAll(async () => {
    controller = await startControllerOn(dialect);
    const { status, body } = await controller.api('POST', 'controller/device/', {
      name: 'device',
      organization: controller.defaultOrganizationId,
      mac_address: '02:00:00:00:00:01',
      config: { backend: 'netjsonconfig.OpenWrt', context: { a: 1 } },
    });
    expect(status).toBe(201);
    ({ id } = body as { id: string });
    const { db, secrets, log } = controller.context;
    index = createDeviceIndex({ db, secrets, log });
    await index.load();
  });
  afterAll(() => controller.stop());

  const device = () => {
    const found = index.find(id);
    if (!found) throw new Error('the device is not in the index');
    return found;
  };
  const stored = () =>
    controller.context.db
      .selectFrom('config_device')
      .select(['name', 'last_ip', 'management_ip', 'last_seen'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
  const writer = () => createContactWriter({ context: controller.context, index, sharedAddressSpace: true });

  it('ends with what the database holds, however readings overlap', async () => {
    const { db } = controller.context;
    const refreshing: Promise<void>[] = [];
    for (let round = 0; round < 30; round++) {
      await db
        .updateTable('config_device')
        .set({ name: `device-${round}` })
        .where('id', '=', id)
        .execute();
      refreshing.push(index.refresh([id]));
      if (round % 3 === 0) await nextTurn();
    }
    await Promise.all(refreshing);
    expect(device().name).toBe((await stored()).name);
    expect(index.size).toBe(1);
  });

  it('keeps what is still to be written when the row is read again, field by field', async () => {
    const { db } = controller.context;
    const contacts = writer();
    contacts.contacted(device(), '192.0.2.1', undefined);
    await db.updateTable('config_device').set({ management_ip: '10.0.0.9' }).where('id', '=', id).execute();
    await index.refresh([id]);
    expect(device()).toMatchObject({ lastIp: '192.0.2.1', managementIp: '10.0.0.9' });
    await contacts.flush();
    expect(await stored()).toMatchObject({ last_ip: '192.0.2.1', management_ip: '10.0.0.9' });
  });

  it('keeps contacts while the database cannot take them', async () => {
    const { db } = controller.context;
    const contacts = writer();
    await sql`alter table config_device rename to config_device_away`.execute(db);
    contacts.polled(device(), '192.0.2.2', '10.0.0.2');
    await contacts.flush();
    contacts.polled(device(), '192.0.2.3', '10.0.0.3');
    await contacts.flush();
    await sql`alter table config_device_away rename to config_device`.execute(db);
    expect(await stored()).toMatchObject({ last_ip: '192.0.2.1' });
    await contacts.flush();
    expect(await stored()).toMatchObject({ last_ip: '192.0.2.3', management_ip: '10.0.0.3' });
  });

  it('writes nothing for a device whose addresses came back to what they were', async () => {
    const { database } = controller.context;
    const contacts = writer();
    contacts.polled(device(), '192.0.2.4', '10.0.0.4');
    contacts.polled(device(), '192.0.2.3', '10.0.0.3');
    await contacts.flush();
    // Its last contact was written less than a minute ago.
    const before = database.statements();
    contacts.polled(device(), '192.0.2.5', '10.0.0.5');
    contacts.polled(device(), '192.0.2.3', '10.0.0.3');
    await contacts.flush();
    expect(database.statements() - before).toBe(0);
  });

  it('forgets a device that is gone', async () => {
    const contacts = writer();
    contacts.polled(device(), '192.0.2.6', '10.0.0.6');
    await controller.context.db.deleteFrom('config_device').where('id', '=', id).execute();
    await index.refresh([id]);
    expect(index.find(id)).toBeUndefined();
    expect(index.size).toBe(0);
    await contacts.flush();
  });
});
