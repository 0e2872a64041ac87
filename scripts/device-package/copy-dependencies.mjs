// Copies the packages that workspaces need at run time, as the lockfile names them.
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Loaded only by programs with a person before them, with PostgreSQL, Redis, passwords or schedules: never on a box. */
const unused = new Set([
  '@fastify/cookie',
  '@fastify/formbody',
  '@node-rs/argon2',
  'bullmq',
  'croner',
  'ioredis',
  'pg',
  'pino-pretty',
  'prom-client',
]);

/** Only files of it are served: its own code, and what that needs, is not. */
const onlyFiles = new Set(['@fastify/swagger-ui']);

/** Parts of packages that a box needs not, besides the usual ones. */
const leftOut = {
  fflate: /^\/(umd|esm\/browser)/,
  kysely: /^\/(?!dist(\/|$)|package\.json|LICENSE)|^\/dist\/cjs/,
  yaml: /^\/browser/,
};

/** Whether a file of a package, like `/docs/a.md`, is not needed to run it. Licences stay. */
const isLeftOut = (name, file) =>
  /^\/(tests?|docs?|benchmarks?|examples?|integration|node_modules|\.github|\.vscode)(\/|$)/.test(file) ||
  /\.(d\.[cm]?ts|ts|map|markdown|ya?ml)$|\/(?!licen[cs]e)[^/]*\.md$/i.test(file) ||
  (leftOut[name]?.test(file) ?? false);

/** Where `name` is found from the package at `from`, by Node's rule: in the nearest `node_modules` upwards. */
const find = (packages, from, name) => {
  for (let folder = from; ; folder = folder.replace(/(^|\/)[^/]*$/, '')) {
    const path = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (packages[path] !== undefined) return path;
    if (folder === '') return undefined;
  }
};

/** @returns paths of the packages, like `node_modules/fastify`, and of the workspaces among them */
const closure = (packages, workspace) => {
  const found = new Set();
  const waiting = [workspace];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    for (const name of Object.keys(packages[path].dependencies ?? {})) {
      const dependency = unused.has(name) ? undefined : find(packages, path, name);
      if (dependency === undefined || found.has(dependency)) continue;
      const real = packages[dependency].link ? packages[dependency].resolved : dependency;
      found.add(dependency);
      if (packages[dependency].link) found.add(real);
      if (!onlyFiles.has(name)) waiting.push(real);
    }
  }
  return [...found].sort();
};

/** Copies what `workspace` needs from the repository `root` to `target`, and gives the workspaces that it needs. */
export const copyDependencies = (root, workspace, target) => {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const paths = closure(packages, workspace);
  for (const path of paths.filter((path) => path.includes('node_modules/') && !packages[path].link)) {
    if (!existsSync(join(root, path))) throw new Error(`${path} is not installed: npm install`);
    const from = join(root, path);
    const name = path.split('node_modules/').at(-1);
    cpSync(from, join(target, path), {
      recursive: true,
      filter: (file) => file === from || !isLeftOut(name, file.slice(from.length)),
    });
  }
  return paths
    .filter((path) => packages[path].link)
    .map((path) => ({ link: path, workspace: packages[path].resolved }));
};
