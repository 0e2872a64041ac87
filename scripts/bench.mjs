// `npm run bench -- NAME`: runs bench/NAME.ts, which prints one JSON object as its last line.
import { existsSync, readdirSync } from 'node:fs';
import { ensureInstalled, root } from './ensure-installed.mjs';
import { run } from './run.mjs';

const [name, ...args] = process.argv.slice(2);
const names = readdirSync(`${root}bench`)
  .filter((file) => /^[a-z-]+\.ts$/.test(file))
  .map((file) => file.slice(0, -3));
if (!name || !existsSync(`${root}bench/${name}.ts`)) {
  console.error(`usage: npm run bench -- NAME, where NAME is one of ${names.join(', ')}`);
  process.exit(2);
}
ensureInstalled();
process.exit(await run(`bench/${name}.ts`, args));
