import { startProtocolServer, type ProtocolServer, type ReceivedCall } from '@netloom/agent-protocol/testing';
import { waitFor } from '@netloom/server-kit/testing';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startTestDevice, type TestDevice } from '../../../testing/index.ts';
import type { Membership } from '../membership.ts';
import { collectHealth } from './collect-health.ts';
import { startMonitoring, type Monitoring } from './start-monitoring.ts';

let device: TestDevice;
let controller: ProtocolServer;
let monitoring: Monitoring | undefined;
let now: number;
/** How often it was asked whether the box is a member, and of what. */
let asked: number;

beforeEach(async () => {
  // The shortest of all pauses.
  vi.spyOn(Math, 'random').mockReturnValue(0);
  asked = 0;
  now = Date.parse('2026-03-01T12:00:00Z');
  controller = await startProtocolServer({ sharedSecret: 's' });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await monitoring?.stop();
  await device.stop();
  await controller.close();
});

const begin = async (
  env: Record<string, string> = {},
  credentials: Membership['credentials'] | null = null,
  /** Limit of the backlog, in documents. */
  documents?: number,
): Promise<void> => {
  device = await startTestDevice({ NETLOOM_FLEET_MONITORING_SECONDS: '1', ...env });
  const size = JSON.stringify(await collectHealth(device.context)).length;
  const settings = {
    ...device.context.settings,
    ...(documents === undefined ? {} : { fleetBacklogBytes: Math.round(documents * size) }),
  };
  // One minute between two reports, whatever our clock says.
  const clock = (): Date => new Date((now += 60_000));
  const membership: Membership = {
    url: controller.url,
    verifyTls: true,
    sharedSecret: 's',
    tags: [],
    ...(credentials === null ? {} : { credentials }),
  };
  monitoring = startMonitoring({ ...device.context, settings, clock }, () => {
    asked += 1;
    return membership;
  });
};
const member = { id: '0'.repeat(32), key: 'f'.repeat(32) };
const reports = (): ReceivedCall[] => controller.calls.filter(({ operation }) => operation === 'monitoring');
const times = (): (string | null)[] => reports().map(({ fields }) => fields.get('time'));
/** The controller answers with these statuses, one after the other, and then with 200. */
const answers = (...statuses: number[]): void => {
  let position = 0;
  controller.intercept((_call, response) => {
    const status = statuses[position++] ?? 200;
    response.writeHead(status, { 'X-Openwisp-Controller': 'true' }).end();
    return true;
  });
};
const sent = (count: number): Promise<unknown> =>
  waitFor(`${count} reports`, () => reports().length >= count, { withinMs: 15_000, everyMs: 20 });

test('tells its health, marked as current, with key and time', async () => {
  answers();
  await begin({}, member);
  await sent(2);
  const [first] = reports();
  expect(first?.path).toBe(`/api/v1/monitoring/device/${member.id}/`);
  expect(Object.fromEntries(first?.fields ?? [])).toEqual({
    key: member.key,
    time: '01-03-2026_12:01:00.000000',
    current: 'true',
  });
  expect(JSON.parse(first?.body ?? '')).toMatchObject({ type: 'DeviceMonitoring' });
  expect(times()[1]).not.toBe(times()[0]);
});

test.each([400, 404])('what is answered with %d is dropped, and the next one follows', async (status) => {
  answers(status);
  await begin({}, member);
  await sent(2);
  expect(new Set(times()).size).toBe(2);
});

test('what meets an outage is kept and told first, before what is current', async () => {
  // As often as the agent tries before it starts over.
  answers(503, 503, 503, 503, 503);
  await begin({}, member);
  await sent(7);
  const all = times();
  expect(new Set(all.slice(0, 6)).size).toBe(1);
  expect(all[6]).not.toBe(all[0]);
  expect(reports().map(({ fields }) => fields.get('current'))[6]).toBe('true');
  expect(all.toSorted()).toEqual(all);
}, 30_000);

test('what is kept is limited: the oldest goes', async () => {
  answers(503, 503, 503, 503, 503);
  await begin({}, member, 1.5);
  await sent(6);
  // The other test shows that without the limit the first would come once more.
  expect(new Set(times().slice(0, 5)).size).toBe(1);
  expect(times()[5]).not.toBe(times()[0]);
}, 30_000);

test('nobody is told before the controller has accepted the box, nor when it is switched off', async () => {
  answers();
  await begin();
  await waitFor('two rounds', () => asked >= 4);
  expect(reports()).toEqual([]);
  await monitoring?.stop();
  await device.stop();
  await begin({ NETLOOM_FLEET_MONITORING_SECONDS: '0' }, member);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(reports()).toEqual([]);
});
