// One hash over files and folders of the repository: tells whether what was made of them is still theirs.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { root } from './ensure-installed.mjs';

export const hashSources = (sources) => {
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
