// How fast devices join: each registers, asks for its checksum, downloads its configuration and reports it applied.
//
//   npm run bench -- join [--devices 2000] [--at-once 16]
import { parseArgs } from 'node:util';
import {
  downloadConfig,
  fetchChecksum,
  generateIdentity,
  register,
  reportStatus,
} from '@netloom/agent-protocol';
import { startControllerProcess } from './support/controller-process.ts';
import { quantile, round } from './support/http-load.ts';
import { closeControllerClient, inParallel, openClient } from './support/register-devices.ts';
import { residentMb } from './support/resident-memory.ts';

const { values } = parseArgs({
  options: { devices: { type: 'string', default: '2000' }, 'at-once': { type: 'string', default: '16' } },
});
const count = Number(values.devices);

const controller = await startControllerProcess();
const client = openClient(controller.url, Number(values['at-once']));

const must = <Value>(
  answer: { ok: true; value: Value } | { ok: false; error: unknown },
  what: string,
): Value => {
  if (!answer.ok) throw new Error(`${what} failed: ${JSON.stringify(answer.error)}`);
  return answer.value;
};

const started = performance.now();
const joinMs = await inParallel(count, Number(values['at-once']), async (index) => {
  const begun = performance.now();
  const identity = generateIdentity({ seed: 2, index, prefix: 'join' });
  const { credentials } = must(
    await register(client, { identity, sharedSecret: controller.sharedSecret }),
    'registering',
  );
  const checksum = must(await fetchChecksum(client, { credentials }), 'the checksum');
  must(await downloadConfig(client, { credentials, checksum }), 'the download');
  const { currentStatus } = must(
    await reportStatus(client, { credentials, report: { status: 'applied' } }),
    'the report',
  );
  if (currentStatus !== 'applied') throw new Error(`device ${index} ended in status ${currentStatus}`);
  return performance.now() - begun;
});
const seconds = (performance.now() - started) / 1000;

const { body } = await controller.api('GET', 'controller/device/?config__status=applied&page_size=1');
const applied = (body as { count: number }).count;
const resident = residentMb(controller.pid);
await closeControllerClient(client);
await controller.stop();
if (applied !== count) throw new Error(`${applied} of ${count} devices are in status applied`);

console.log(
  JSON.stringify({
    devices: count,
    applied,
    seconds: round(seconds),
    joinsPerSecond: round(count / seconds, 1),
    p50: round(quantile(joinMs, 0.5)),
    p99: round(quantile(joinMs, 0.99)),
    residentMb: resident,
  }),
);
