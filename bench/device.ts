// How fast the device service answers GET /api/v1/system/device/info to signed calls and to token holders, beside a
// bare node:http server in the same run; how much memory it takes when nothing happens, and how soon it is ready.
//
//   npm run bench -- device [--connections 16] [--rounds 3] [--seconds 3]
import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startBareProcess } from './support/bare-process.ts';
import { startDeviceProcess } from './support/device-process.ts';
import { loadHttp, quantile, round, type LoadResult } from './support/http-load.ts';
import { residentMb } from './support/resident-memory.ts';

const { values } = parseArgs({
  options: {
    connections: { type: 'string', default: '16' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '3' },
  },
});
const [connections, rounds, seconds] = [values.connections, values.rounds, values.seconds].map(Number) as [
  number,
  number,
  number,
];

const path = '/api/v1/system/device/info';
const sign = (secret: Uint8Array, method: string, of: string, body = ''): string =>
  createHmac('sha256', secret).update([method, of, '', body].join('\n')).digest('hex');

/** A token as a local program gets it. */
const issueToken = async (port: number, secret: Uint8Array): Promise<string> => {
  const issue = '/api/v1/auth/token';
  const body = '{"device_id":"bench"}';
  const response = await fetch(`http://127.0.0.1:${port}${issue}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-request-signature': sign(secret, 'POST', issue, body) },
    body,
  });
  return ((await response.json()) as { access_token: string }).access_token;
};

const merge = (results: readonly LoadResult[]) => ({
  perSecond:
    results.reduce((sum, result) => sum + result.requests, 0) /
    results.reduce((sum, result) => sum + result.seconds, 0),
  failures: results.reduce((sum, result) => sum + result.failures, 0),
  latencies: results.flatMap((result) => result.latencies),
});

// The first start strips types and makes the secrets; a box has that behind it.
const first = await startDeviceProcess();
await first.stop({ keepData: true });
const device = await startDeviceProcess({ folder: first.folder });
await sleep(5000);
const idleMb = residentMb(device.pid);
console.log(`ready after ${Math.round(device.readyMs)} ms, idle with ${idleMb} MB`);

const bare = await startBareProcess();
const secret = await readFile(join(device.folder, 'secrets/shared_secret.bin'));
const load = { connections, seconds, paths: [path] };
const kinds = {
  bare: { port: bare.port },
  hmac: { port: device.port, headers: { 'X-Request-Signature': sign(secret, 'GET', path) } },
  // A client elsewhere, as a proxy on the box announces it: from the box itself only signatures count.
  jwt: {
    port: device.port,
    authorization: `Bearer ${await issueToken(device.port, secret)}`,
    headers: { 'X-Real-IP': '192.0.2.9' },
  },
};
const results: Record<keyof typeof kinds, LoadResult[]> = { bare: [], hmac: [], jwt: [] };
for (const kind of Object.values(kinds)) await loadHttp({ ...load, ...kind, seconds: 1 });
for (let index = 0; index < rounds; index++) {
  for (const [name, kind] of Object.entries(kinds))
    results[name as keyof typeof kinds].push(await loadHttp({ ...load, ...kind }));
  const rates = Object.entries(results).map(([name, all]) => {
    const last = all.at(-1);
    return `${name} ${last ? Math.round(last.requests / last.seconds) : 0}/s`;
  });
  console.log(`round ${index + 1}: ${rates.join(', ')}`);
}
const busyMb = residentMb(device.pid);
await device.stop();
bare.stop();

const [baseline, hmac, jwt] = [merge(results.bare), merge(results.hmac), merge(results.jwt)];
console.log(
  JSON.stringify({
    hmacPerSecond: Math.round(hmac.perSecond),
    jwtPerSecond: Math.round(jwt.perSecond),
    baseline: Math.round(baseline.perSecond),
    hmacRatio: round(hmac.perSecond / baseline.perSecond),
    jwtRatio: round(jwt.perSecond / baseline.perSecond),
    hmacP99: round(quantile(hmac.latencies, 0.99)),
    jwtP99: round(quantile(jwt.latencies, 0.99)),
    failures: baseline.failures + hmac.failures + jwt.failures,
    connections,
    readyMs: Math.round(device.readyMs),
    idleMb,
    busyMb,
  }),
);
