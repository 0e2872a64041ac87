// Installs the dependencies when they are missing or older than the lockfile. Runs on any Node and needs no package:
// it is the first thing that `npm start` and `npm test` do on a fresh clone.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
/** Path of the Node that the repository brings, once it is installed. */
export const node = `${root}node_modules/node/bin/node`;

/** Compares what is installed (npm's own record in node_modules) with what the lockfile wants. */
const isInstalled = () => {
  const record = `${root}node_modules/.package-lock.json`;
  if (!existsSync(record) || !existsSync(node)) return false;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, link, optional }]) =>
      path === '' ||
      !path.includes('node_modules/') ||
      link ||
      optional ||
      installed[path]?.version === version,
  );
};

export const ensureInstalled = () => {
  if (isInstalled()) return;
  console.log('Installing dependencies (about a minute, only when they changed) …');
  const npm = process.env.npm_execpath;
  const [command, args] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  // Not `npm ci`: it refuses a lockfile that lacks optional packages of other platforms. `--no-save` leaves the lockfile
  // alone all the same. EBADENGINE warnings of an older npm are expected: everything runs on the Node being installed.
  const { status } = spawnSync(
    command,
    [...args, 'install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd: root, stdio: 'inherit' },
  );
  if (status !== 0) {
    console.error('Installing failed: see the lines above. Is the package registry reachable?');
    process.exit(status ?? 1);
  }
};
