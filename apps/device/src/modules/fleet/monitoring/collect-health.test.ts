import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProtocolServer, type ReceivedCall } from '@netloom/agent-protocol/testing';
import { waitFor } from '@netloom/server-kit/testing';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canMakeNamespaces, makeNamespace, type TestNamespace } from '../../../testing/network-namespace.ts';
import { startTestDevice, type TestDevice } from '../../../testing/index.ts';
import { writeProgram } from '../../../testing/write-program.ts';
import { collectHealth } from './collect-health.ts';
import { readMemory } from './collect-resources.ts';
import { monitoringSchema } from './monitoring-schema.fixture.ts';
import { readNoise, readStations } from './read-stations.ts';

const ajv = new Ajv.default({ strict: false, allErrors: true });
addFormats.default(ajv);
const isAccepted = ajv.compile(monitoringSchema);

interface Health {
  interfaces: (Record<string, unknown> & { name: string })[];
  neighbors: unknown[];
  resources: { memory: { total: number; free: number }; disk?: { size_bytes: number }[] };
}

const stations = `Station 02:00:00:00:01:00 (on wlan0)
	inactive time:	304 ms
	rx bytes:	18816
	tx bytes:	2001
	signal:  	-51 [-55, -53] dBm
	tx bitrate:	866.7 MBit/s VHT-MCS 9 80MHz short GI VHT-NSS 2
	rx bitrate:	6.0 MBit/s
	authorized:	yes
	authenticated:	yes
	associated:	yes
	WMM/WME:	yes
	MFP:		no
Station 02:00:00:00:02:00 (on wlan0)
	signal:  	-70 dBm
	tx bitrate:	65.0 MBit/s MCS 7
	authorized:	no
	authenticated:	yes
`;
const survey = `Survey data from wlan0
	frequency:			5180 MHz
	noise:				-90 dBm
Survey data from wlan0
	frequency:			5200 MHz [in use]
	noise:				-93 dBm
`;

/** A stand-in for iw: one access point on eth9. */
const iw = (folder: string): string => `case "$*" in
  dev) printf 'phy#0\\n\\tInterface eth9\\n\\t\\tssid Lab\\n\\t\\ttype AP\\n\\t\\tchannel 40 (5200 MHz), width: 80 MHz, center1: 5210 MHz\\n\\t\\ttxpower 22.60 dBm\\n' ;;
  'reg get') printf 'global\\ncountry DE: DFS-ETSI\\n' ;;
  'dev eth9 station dump') cat ${folder}/stations ;;
  'dev eth9 survey dump') cat ${folder}/survey ;;
esac`;

describe('what iw tells', () => {
  test('of stations is read', () => {
    expect(readStations(stations)).toEqual([
      {
        mac: '02:00:00:00:01:00',
        authorized: true,
        authenticated: true,
        associated: true,
        wmm: true,
        mfp: false,
        ht: true,
        vht: true,
        he: false,
        signal: -51,
        rxBytes: 18816,
        txBytes: 2001,
      },
      expect.objectContaining({
        mac: '02:00:00:00:02:00',
        authorized: false,
        ht: true,
        vht: false,
        signal: -70,
      }),
    ]);
    expect(readStations('')).toEqual([]);
  });

  test('of the noise is that of the channel in use', () => {
    expect(readNoise(survey)).toBe(-93);
    expect(readNoise('')).toBeUndefined();
  });
});

test('memory is told in bytes', () => {
  const text =
    'MemTotal:  1000 kB\nMemFree: 400 kB\nMemAvailable: 600 kB\nBuffers: 10 kB\nCached: 100 kB\nShmem: 5 kB\n';
  expect(readMemory(text)).toEqual({
    memory: {
      total: 1_024_000,
      free: 409_600,
      available: 614_400,
      buffered: 10_240,
      cached: 102_400,
      shared: 5120,
    },
    swap: { total: 0, free: 0 },
  });
});

describe.skipIf(!canMakeNamespaces())('the health of a box', () => {
  let namespace: TestNamespace;
  let device: TestDevice;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'netloom-health-'));
    writeProgram(folder, 'iw', iw(folder));
    await writeFile(join(folder, 'stations'), stations);
    await writeFile(join(folder, 'survey'), survey);
    namespace = await makeNamespace();
    await namespace.exec('ip link add eth9 type veth peer name peer9');
    await namespace.exec('ip link set eth9 up');
    await namespace.exec('ip link set peer9 up');
    await namespace.exec('ip link add br0 type bridge');
    await namespace.exec('ip link set peer9 master br0');
    await namespace.exec('ip addr add 192.0.2.2/24 dev eth9');
    await namespace.exec('ip addr add 192.0.2.77/24 dev eth9 valid_lft 3600 preferred_lft 3600');
    await namespace.exec('ip addr add 2001:db8::2/64 dev eth9 nodad');
    await namespace.exec('ip route add default via 192.0.2.1');
    await namespace.exec('ip neigh add 192.0.2.1 lladdr 02:00:00:00:00:99 dev eth9');
    device = await startTestDevice({ NETLOOM_PROGRAM_IW: join(folder, 'iw') }, { run: namespace.run });
  });
  afterAll(async () => {
    await device.stop();
    await namespace.remove();
    await rm(folder, { recursive: true, force: true });
  });

  test('is a document that a controller accepts', async () => {
    const health = (await collectHealth(device.context)) as unknown as Health;
    isAccepted(health);
    expect(isAccepted.errors ?? []).toEqual([]);
    expect(health.resources.memory.total).toBeGreaterThan(health.resources.memory.free);
    expect(health.neighbors).toContainEqual(
      expect.objectContaining({ ip: '192.0.2.1', mac: '02:00:00:00:00:99', interface: 'eth9' }),
    );
    const byName = Object.fromEntries(health.interfaces.map((one) => [one.name, one]));
    expect(Object.keys(byName).toSorted()).toEqual(['br0', 'eth9', 'peer9']);
    expect(byName['br0']).toMatchObject({ type: 'bridge', bridge_members: ['peer9'], stp: false });
    expect(byName['eth9']).toMatchObject({
      type: 'wireless',
      up: true,
      addresses: [
        { address: '192.0.2.2', mask: 24, family: 'ipv4', proto: 'static', gateway: '192.0.2.1' },
        { address: '192.0.2.77', mask: 24, family: 'ipv4', proto: 'dhcp', gateway: '192.0.2.1' },
        { address: '2001:db8::2', mask: 64, family: 'ipv6', proto: 'static', gateway: '192.0.2.1' },
        { mask: 64, family: 'ipv6', proto: 'static' },
      ],
      wireless: {
        ssid: 'Lab',
        mode: 'access_point',
        channel: 40,
        frequency: 5200,
        tx_power: 23,
        noise: -93,
        signal: -60,
        country: 'DE',
        htmode: 'VHT80',
      },
    });
  });

  test('counts for an access point as its users see it', async () => {
    const raw = JSON.parse(await namespace.exec('ip -s -j link show peer9')) as {
      stats64: { tx: { bytes: number } };
    }[];
    const health = (await collectHealth(device.context)) as unknown as Health;
    // What peer9 has sent, eth9 has received, and an access point tells that as sent.
    const [eth9] = health.interfaces.filter(({ name }) => name === 'eth9');
    const statistics = eth9?.['statistics'] as Record<string, number> | undefined;
    expect(statistics?.['tx_bytes']).toBeGreaterThanOrEqual(raw[0]?.stats64.tx.bytes ?? 0);
    expect(raw[0]?.stats64.tx.bytes).toBeGreaterThan(0);
  });

  test('is sent, kept while the controller is in trouble, and sent later', async () => {
    const controller = await startProtocolServer({ sharedSecret: 'secret' });
    const seen: { status: number; call: ReceivedCall }[] = [];
    let status = 503;
    controller.intercept((call, response) => {
      if (call.operation !== 'monitoring') return false;
      seen.push({ status, call });
      response.writeHead(status).end();
      return true;
    });
    const member = await startTestDevice(
      { NETLOOM_FLEET_MONITORING_SECONDS: '1', NETLOOM_PROGRAM_IW: join(folder, 'iw') },
      { run: namespace.run },
    );
    try {
      await member.call('POST', '/fleet/join', { url: controller.url, shared_secret: 'secret' });
      await waitFor('a refused delivery', () => seen.length > 0);
      status = 200;
      const accepted = await waitFor('an accepted one', () => seen.find((one) => one.status === 200), {
        withinMs: 25_000,
      });
      const [first] = seen;
      const [known] = controller.devices.values();
      expect(first?.call.path).toBe(`/api/v1/monitoring/device/${known?.id}/`);
      expect(first?.call.fields.get('key')).toBe(known?.key);
      expect(first?.call.fields.get('time')).toMatch(/^\d\d-\d\d-\d{4}_\d\d:\d\d:\d\d\.000000$/);
      // The same document is sent again, no longer as the current one when newer ones wait.
      expect(accepted.call.fields.get('time')).toBe(first?.call.fields.get('time'));
    } finally {
      await member.stop();
      await controller.close();
    }
  }, 40_000);
});
