// `npm start`: from a fresh clone to a running controller.
import { buildConsole } from './build-console.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { run } from './run.mjs';

ensureInstalled();
await buildConsole();
process.exit(await run('apps/controller/src/main.ts', process.argv.slice(2)));
