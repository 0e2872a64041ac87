import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = new URL('../src/', import.meta.url).pathname;
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
  .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));

const matches = (pattern: RegExp): string[] =>
  files.flatMap(({ name, text }) => [...text.matchAll(pattern)].map(([found]) => `${name}: ${found.trim()}`));

test('the API is asked through the typed client alone', () => {
  // Whether the controller is ready is told outside of the API.
  expect(matches(/\bfetch\([^)]*|\bXMLHttpRequest\b|\bsendBeacon\(|\bEventSource\(/g)).toEqual([
    "pages/about/about-page.tsx: fetch('/readyz', { signal }",
  ]);
});

test('the type of an operation is thrown away only where any list will do', () => {
  const untyped = matches(/api\.(GET|POST|PUT|PATCH|DELETE) as unknown/g);
  expect(untyped).toEqual(['api/list-page.ts: api.GET as unknown']);
});
