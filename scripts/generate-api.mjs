// `npm run generate:api`: writes down the REST API as the controller's routes make it: docs/reference/openapi.json, and
// the types of packages/api-client. With --check it writes nothing and fails when what is written is not that.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { ensureInstalled, node, root } from './ensure-installed.mjs';

const runForOutput = (file, args, input = '') => {
  const { status, stdout, error } = spawnSync(node, [file, ...args], {
    cwd: root,
    input,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  if (status === 0) return stdout;
  console.error(`${file} failed${error ? `: ${error.message}` : ''}`);
  process.exit(1);
};
const format = (path, text) =>
  runForOutput('node_modules/@biomejs/biome/bin/biome', ['format', `--stdin-file-path=${path}`], text);

/**
 * The document for the client, whose types say what is there without `fields`: with the parts beside them, nothing would
 * be known to be there.
 */
const withoutParts = (document) => {
  const { schemas } = document.components;
  const nameOf = (value) => (typeof value?.$ref === 'string' ? value.$ref.split('/').at(-1) : '');
  const isPart = (value) => schemas[nameOf(value)]?.['x-only-with'] !== undefined;
  const parts = new Set(Object.keys(schemas).filter((name) => schemas[name]['x-only-with'] !== undefined));
  return JSON.parse(JSON.stringify(document), (key, value) => {
    if (parts.has(key)) return undefined;
    if (!Array.isArray(value?.anyOf) || !value.anyOf.some(isPart)) return value;
    const whole = value.anyOf.filter((item) => !isPart(item));
    return whole.length === 1 ? whole[0] : { ...value, anyOf: whole };
  });
};

ensureInstalled();
const document = runForOutput('apps/controller/src/print-api-document.ts', []);
const types = runForOutput(
  'node_modules/openapi-typescript/bin/cli.js',
  ['--empty-objects-unknown'],
  JSON.stringify(withoutParts(JSON.parse(document))),
);
const files = {
  'docs/reference/openapi.json': JSON.stringify(JSON.parse(document), null, 2),
  'packages/api-client/src/schema.ts': `// Made by \`npm run generate:api\` from the controller's routes: not to be changed by hand.\n${types.replace(/^\/\*\*[^]*?\*\/\n/, '')}`,
};

let isStale = false;
for (const [path, content] of Object.entries(files)) {
  const wanted = format(path, content);
  if (!process.argv.includes('--check')) {
    writeFileSync(root + path, wanted);
    continue;
  }
  const written = (() => {
    try {
      return readFileSync(root + path, 'utf8');
    } catch {
      return undefined;
    }
  })();
  if (written === wanted) continue;
  isStale = true;
  console.error(`${path} is not what the controller's routes say: run npm run generate:api`);
}
process.exit(isStale ? 1 : 0);
