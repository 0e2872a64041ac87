// `npm run conformance -- SUITE DIR`: runs a folder of recorded vectors. The last line is `passed X of Y`.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { ensureInstalled } from './ensure-installed.mjs';
import { run } from './run.mjs';

/** Programs that take the folder of vectors as their only argument. */
const suites = {
  'netjson-config': 'packages/netjson-config/test/conformance/main.ts',
};

const [suite = '', directory = ''] = process.argv.slice(2);
// npm changes the working directory; the folder is meant relative to where the command was typed.
const vectors = resolve(process.env.INIT_CWD ?? process.cwd(), directory);
if (!Object.hasOwn(suites, suite) || directory === '' || !existsSync(vectors)) {
  console.error(`usage: npm run conformance -- ${Object.keys(suites).join('|')} DIR, where DIR is a folder`);
  process.exit(2);
}
ensureInstalled();
process.exit(await run(suites[suite], [vectors]));
