// Builds the operators' console when it is missing or older than its sources.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { root } from './ensure-installed.mjs';
import { hashSources } from './hash-sources.mjs';
import { run } from './run.mjs';

const sources = [
  'apps/console/src',
  'apps/console/public',
  'apps/console/index.html',
  'apps/console/vite.config.ts',
  'apps/console/package.json',
  'packages/api-client/src',
  'packages/netjson/src',
  'packages/netjson-config/src',
  'package-lock.json',
];
const stamp = `${root}apps/console/dist/.netloom-sources`;

export const buildConsole = async () => {
  const wanted = hashSources(sources);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('Building the console (some seconds, only when it changed) …');
  const status = await run('node_modules/vite/bin/vite.js', ['build', 'apps/console', '--logLevel', 'warn']);
  if (status !== 0) process.exit(status);
  writeFileSync(stamp, wanted);
};
