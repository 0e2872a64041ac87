// `npm run start:device`: from a fresh clone to a running device service. Needs no root and no radio.
import { ensureInstalled } from './ensure-installed.mjs';
import { run } from './run.mjs';

ensureInstalled();
// A small young generation, and a heap that is given back: the service shares a small box with others.
const flags = ['--max-semi-space-size=1', '--optimize-for-size'];
process.exit(await run('apps/device/src/main.ts', process.argv.slice(2), { flags }));
