// `npm run start:device`: from a fresh clone to a running device service. Needs no root and no radio.
import { deviceNodeFlags } from './device-node-flags.mjs';
import { ensureInstalled, root } from './ensure-installed.mjs';
import { run } from './run.mjs';

ensureInstalled();
const env = {
  // In the environment it holds for the very first file, too: from the second start on no types are stripped, and the
  // 30 MB that this takes are never loaded.
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? `${root}node_modules/.cache/netloom-device`,
  MALLOC_ARENA_MAX: process.env.MALLOC_ARENA_MAX ?? '1',
};
process.exit(await run('apps/device/src/main.ts', process.argv.slice(2), { flags: deviceNodeFlags, env }));
