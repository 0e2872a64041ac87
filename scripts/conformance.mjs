// `npm run conformance -- SUITE DIR`: runs a folder of recorded vectors through one suite. The last line of the
// output is `passed X of Y`. Works under any Node: the suite itself runs under the repository's own.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Programs that take the folder of vectors as their only argument. */
const suites = {
  'netjson-config': 'packages/netjson-config/test/conformance/main.ts',
};

const [suite = '', directory = ''] = process.argv.slice(2);
const program = Object.hasOwn(suites, suite) ? suites[suite] : undefined;
if (program === undefined || directory === '') {
  console.error(`usage: npm run conformance -- ${Object.keys(suites).join('|')} DIR`);
  process.exit(2);
}
// npm changes the working directory; paths are meant relative to where the command was typed.
const vectors = resolve(process.env.INIT_CWD ?? process.cwd(), directory);
if (!existsSync(vectors)) {
  console.error(`${vectors}: no such folder`);
  process.exit(2);
}
const node = join(root, 'node_modules', '.bin', 'node');
const result = spawnSync(node, [join(root, program), vectors], { stdio: 'inherit' });
process.exit(result.status ?? 1);
