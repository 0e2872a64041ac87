// `npm run start:device`: from a fresh clone to a running device service. Needs no root and no radio.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { deviceNodeFlags } from './device-node-flags.mjs';
import { ensureInstalled, root } from './ensure-installed.mjs';
import { hashSources } from './hash-sources.mjs';
import { run } from './run.mjs';

ensureInstalled();
const options = {
  flags: deviceNodeFlags,
  env: {
    // In the environment it holds for the very first file, too.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? `${root}node_modules/.cache/netloom-device`,
    MALLOC_ARENA_MAX: process.env.MALLOC_ARENA_MAX ?? '1',
  },
};

const sources = [
  'apps/device/src',
  'packages/agent-protocol/src',
  'packages/netjson/src',
  'packages/netjson-config/src',
  'packages/server-kit/src',
  'package-lock.json',
];
const stamp = `${options.env.NODE_COMPILE_CACHE}/.netloom-sources`;
const wanted = hashSources(sources);
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  console.log('Preparing the service (some seconds, only when it changed) …');
  const status = await run('scripts/load-device.mjs', [], options);
  if (status !== 0) process.exit(status);
  try {
    writeFileSync(stamp, wanted);
  } catch {
    // A clone that cannot be written to: the next start prepares again.
  }
}
process.exit(await run('apps/device/src/main.ts', process.argv.slice(2), options));
