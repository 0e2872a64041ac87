// Builds the operators' console when it is missing or older than its sources.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { root } from './ensure-installed.mjs';
import { run } from './run.mjs';

const sources = [
  'apps/console/src',
  'apps/console/public',
  'apps/console/index.html',
  'apps/console/vite.config.ts',
  'apps/console/package.json',
  'packages/netjson/src',
  'packages/netjson-config/src',
  'package-lock.json',
];
const stamp = `${root}apps/console/dist/.netloom-sources`;

const hashSources = () => {
  const hash = createHash('sha256');
  const add = (path, isFolder) => {
    if (!isFolder) return hash.update(path).update(readFileSync(root + path));
    for (const entry of readdirSync(root + path, { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      if (!entry.name.includes('.test.')) add(`${path}/${entry.name}`, entry.isDirectory());
    }
  };
  for (const source of sources) if (existsSync(root + source)) add(source, !/\.[a-z]+$/.test(source));
  return hash.digest('hex');
};

export const buildConsole = async () => {
  const wanted = hashSources();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('Building the console (some seconds, only when it changed) …');
  const status = await run('node_modules/vite/bin/vite.js', ['build', 'apps/console', '--logLevel', 'warn']);
  if (status !== 0) process.exit(status);
  writeFileSync(stamp, wanted);
};
