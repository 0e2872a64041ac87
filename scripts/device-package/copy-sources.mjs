// Copies the sources of a workspace without tests and types: the box then runs plain JavaScript and loads no parser
// of types.
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join, relative } from 'node:path';

const isLeftOut = (path) =>
  /(^|\/)testing\/|\.(test|fixture)\.ts$|(^|\/)(fixtures|tsconfig\.json$)|\.md$/.test(path);

/** `./a.ts` of an import becomes `./a.js`. */
const renameImports = (source) => source.replaceAll(/((?:\bfrom|\bimport)\s*\(?\s*'\.[^']*)\.ts'/g, "$1.js'");

/** The same for `./src/a.ts` of a package.json: `exports` and `bin`. */
const renameFiles = (value) => {
  if (typeof value === 'string') return value.replace(/^(\.\/src\/.*)\.ts$/, '$1.js');
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, renameFiles(inner)]));
};

export const copySources = (from, to) => {
  const { name, version, type, license, exports, bin, dependencies } = JSON.parse(
    readFileSync(join(from, 'package.json'), 'utf8'),
  );
  mkdirSync(to, { recursive: true });
  const described = { name, version, license, type, ...renameFiles({ exports, bin }), dependencies };
  writeFileSync(join(to, 'package.json'), `${JSON.stringify(described, undefined, 2)}\n`);
  for (const entry of readdirSync(join(from, 'src'), { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    const path = relative(from, file);
    if (!entry.isFile() || isLeftOut(path)) continue;
    const target = join(to, path);
    mkdirSync(dirname(target), { recursive: true });
    if (!path.endsWith('.ts')) cpSync(file, target);
    else
      writeFileSync(
        target.replace(/\.ts$/, '.js'),
        renameImports(stripTypeScriptTypes(readFileSync(file, 'utf8'))),
      );
  }
};
