// How fast checksum polls are answered, beside a bare node:http server in the same run.
//
//   npm run bench -- checksum [--devices 10000] [--connections 64] [--rounds 5] [--seconds 3]
//
// While the last rounds run, a template that all devices use is saved: the answer must be quick, every checksum must
// be new soon, and polls must go on.
import { parseArgs } from 'node:util';
import { fetchChecksum, type DeviceCredentials } from '@netloom/agent-protocol';
import { startBareProcess } from './support/bare-process.ts';
import { startControllerProcess, type ControllerProcess } from './support/controller-process.ts';
import { loadHttp, quantile, round, type LoadResult } from './support/http-load.ts';
import {
  closeControllerClient,
  inParallel,
  openClient,
  registerDevices,
} from './support/register-devices.ts';
import { residentMb } from './support/resident-memory.ts';

const { values } = parseArgs({
  options: {
    devices: { type: 'string', default: '10000' },
    connections: { type: 'string', default: '64' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
  },
});
const [deviceCount, connections, rounds, seconds] = [
  values.devices,
  values.connections,
  values.rounds,
  values.seconds,
].map(Number) as [number, number, number, number];

const createTemplate = async (controller: ControllerProcess): Promise<string> => {
  const { status, body } = await controller.api('POST', 'controller/template/', {
    name: 'everyone',
    organization: null,
    backend: 'netjsonconfig.OpenWrt',
    default: true,
    config: templateConfig('before'),
  });
  if (status !== 201) throw new Error(`the template was not created: ${JSON.stringify(body)}`);
  return (body as { id: string }).id;
};

const templateConfig = (ssid: string) => ({
  general: { timezone: 'UTC' },
  radios: [
    { name: 'radio0', protocol: '802.11ac', channel: 36, channel_width: 80, phy: 'phy0', country: 'DE' },
  ],
  interfaces: [
    { name: 'lan', type: 'bridge', bridge_members: ['eth0'], addresses: [{ proto: 'dhcp', family: 'ipv4' }] },
    {
      name: 'wlan0',
      type: 'wireless',
      wireless: {
        radio: 'radio0',
        mode: 'access_point',
        ssid,
        network: ['lan'],
        encryption: { protocol: 'wpa2_personal', key: 'a pass phrase', cipher: 'auto' },
      },
    },
  ],
  dns_servers: ['9.9.9.9'],
  ntp: { enabled: true, server: ['0.pool.ntp.org'] },
});

const merge = (results: readonly LoadResult[]) => ({
  perSecond:
    results.reduce((sum, result) => sum + result.requests, 0) /
    results.reduce((sum, result) => sum + result.seconds, 0),
  failures: results.reduce((sum, result) => sum + result.failures, 0),
  latencies: results.flatMap((result) => result.latencies),
});

const bare = await startBareProcess();
let controller = await startControllerProcess();
const client = openClient(controller.url, 32);
const templateId = await createTemplate(controller);

console.log(`registering ${deviceCount} devices …`);
const registering = performance.now();
const devices: DeviceCredentials[] = await registerDevices(client, {
  sharedSecret: controller.sharedSecret,
  count: deviceCount,
  atOnce: 16,
});
console.log(`registered in ${round((performance.now() - registering) / 1000, 1)} s`);

// A second start shows how long an existing database takes, and is how a controller mostly runs.
await closeControllerClient(client);
await controller.stop({ keepData: true });
controller = await startControllerProcess({ dataDir: controller.dataDir });
const readyMs = controller.readyMs;

const paths = devices.map(({ id, key }) => `/controller/checksum/${id}/?key=${key}`);
const port = Number(new URL(controller.url).port);
const load = { connections, seconds, paths };

await loadHttp({ ...load, port, seconds: 1 });
await loadHttp({ ...load, port: bare.port, seconds: 1 });
const [ours, theirs]: [LoadResult[], LoadResult[]] = [[], []];
for (let index = 0; index < rounds; index++) {
  theirs.push(await loadHttp({ ...load, port: bare.port }));
  ours.push(await loadHttp({ ...load, port }));
  console.log(
    `round ${index + 1}: ${Math.round(ours[index]!.requests / ours[index]!.seconds)} polls/s, bare ${Math.round(theirs[index]!.requests / theirs[index]!.seconds)} requests/s`,
  );
}
const polls = merge(ours);
const baseline = merge(theirs);

// A change that touches every device, under the load of a fleet that polls.
const second = openClient(controller.url, 8);
const checksums = async (): Promise<string[]> =>
  inParallel(devices.length, 8, async (index) => {
    const answer = await fetchChecksum(second, { credentials: devices[index]! });
    if (!answer.ok) throw new Error(`a poll failed: ${JSON.stringify(answer.error)}`);
    return answer.value;
  });
const before = await checksums();
// Logs in: that is not part of saving.
await controller.api('GET', `controller/template/${templateId}/`);
const saved = performance.now();
const { status } = await controller.api('PATCH', `controller/template/${templateId}/`, {
  config: templateConfig('after'),
});
const templateSaveMs = performance.now() - saved;
if (status !== 200) throw new Error(`the template was not saved: ${status}`);
const during: number[] = [];
let remaining = devices.map((_device, index) => index);
while (remaining.length > 0 && performance.now() - saved < 120_000) {
  const left: number[] = [];
  await inParallel(remaining.length, 8, async (position) => {
    const index = remaining[position]!;
    const asked = performance.now();
    const answer = await fetchChecksum(second, { credentials: devices[index]! });
    during.push(performance.now() - asked);
    if (!answer.ok) throw new Error(`a poll failed while rendering: ${JSON.stringify(answer.error)}`);
    if (answer.value === before[index]) left.push(index);
  });
  remaining = left;
}
const allNewSeconds = (performance.now() - saved) / 1000;
if (remaining.length > 0) throw new Error(`${remaining.length} checksums did not change`);
const memory = residentMb(controller.pid);

await closeControllerClient(second);
await controller.stop();
bare.stop();

console.log(
  JSON.stringify({
    requestsPerSecond: Math.round(polls.perSecond),
    baseline: Math.round(baseline.perSecond),
    ratio: round(polls.perSecond / baseline.perSecond),
    p50: round(quantile(polls.latencies, 0.5)),
    p99: round(quantile(polls.latencies, 0.99)),
    failures: polls.failures,
    devices: deviceCount,
    connections,
    readyMs: Math.round(readyMs),
    templateSaveMs: Math.round(templateSaveMs),
    allChecksumsNewSeconds: round(allNewSeconds),
    p99WhileRendering: round(quantile(during, 0.99)),
    residentMb: memory,
  }),
);
