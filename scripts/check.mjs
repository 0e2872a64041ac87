// `npm run check`: everything that can be said about the code without running it.
import { ensureInstalled } from './ensure-installed.mjs';
import { run } from './run.mjs';

ensureInstalled();
const checks = [
  ['types', 'node_modules/ts7/bin/tsc', ['-p', 'tsconfig.json']],
  ['types of the console', 'node_modules/ts7/bin/tsc', ['-p', 'apps/console/tsconfig.json']],
  ["types of the device's page", 'node_modules/ts7/bin/tsc', ['-p', 'apps/device/src/modules/page/browser']],
  ['lint', 'node_modules/oxlint/bin/oxlint', ['--deny-warnings']],
  ['format', 'node_modules/@biomejs/biome/bin/biome', ['format', '.']],
  ['typed lint', 'node_modules/eslint/bin/eslint.js', ['.', '--max-warnings', '0']],
  [
    'module boundaries',
    'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
    ['packages', 'apps', '--config', '.dependency-cruiser.mjs', '--output-type', 'err'],
  ],
  ['API document and client', 'scripts/generate-api.mjs', ['--check']],
  ['reference of the configuration library', 'node_modules/typedoc/bin/typedoc', ['--emit', 'none']],
  ['unused code', 'node_modules/knip/bin/knip.js', ['--no-progress']],
];

const failed = [];
for (const [name, file, args] of checks) {
  console.log(`\n— ${name}`);
  if ((await run(file, args)) !== 0) failed.push(name);
}
console.log(failed.length === 0 ? '\nall checks passed' : `\nfailed: ${failed.join(', ')}`);
process.exit(failed.length === 0 ? 0 : 1);
