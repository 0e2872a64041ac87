// Seconds from `npm start` on an installed clone without data to the first device in status applied.
//
//   npm run bench -- first-device
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

const dataDir = await mkdtemp(join(tmpdir(), 'netloom-first-'));
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const env = {
  ...process.env,
  NETLOOM_PORT: String(port),
  NETLOOM_DATA_DIR: dataDir,
  NETLOOM_LOG_LEVEL: 'warn',
  NETLOOM_DEFAULT_ORGANIZATION_SHARED_SECRET: 'first-device',
};

const started = performance.now();
const server = spawn('npm', ['start'], {
  cwd: root,
  env,
  stdio: ['ignore', 'pipe', 'inherit'],
  detached: true,
});
let output = '';
await new Promise<void>((resolve, reject) => {
  server.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
    if (output.includes('Netloom is ready')) resolve();
  });
  server.once('exit', (code) => reject(new Error(`npm start ended with status ${code}: ${output}`)));
});
const readySeconds = (performance.now() - started) / 1000;

const device = spawn(
  process.execPath,
  [
    join(root, 'packages/cli/src/main.ts'),
    'simulate',
    '--devices',
    '1',
    '--url',
    url,
    '--shared-secret',
    'first-device',
    '--duration',
    '30',
    '--until-settled',
  ],
  { stdio: ['ignore', 'ignore', 'inherit'] },
);
const [code] = (await once(device, 'exit')) as [number];
const seconds = (performance.now() - started) / 1000;
if (server.pid) process.kill(-server.pid, 'SIGTERM');
await once(server, 'exit');
await rm(dataDir, { recursive: true, force: true });
if (code !== 0) throw new Error('the device did not get to status applied');

console.log(
  JSON.stringify({ seconds: Number(seconds.toFixed(2)), readySeconds: Number(readySeconds.toFixed(2)) }),
);
