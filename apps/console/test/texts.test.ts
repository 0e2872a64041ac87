import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { english } from '../src/i18n/en/english.ts';

const folder = new URL('../src/', import.meta.url).pathname;
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name) && !name.startsWith('i18n'))
  .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));

/** Attributes that people read or hear. */
const spoken = new Set([
  'title',
  'label',
  'placeholder',
  'alt',
  'aria-label',
  'description',
  'word',
  'meaning',
]);
const hasWord = (text: string): boolean => /\p{L}{2,}/u.test(text);

/** Texts for people that stand in a component instead of the catalogue. */
const hardCoded = ({ name, text }: { name: string; text: string }): string[] => {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && hasWord(node.text)) found.push(`${name}: ${node.text.trim()}`);
    if (ts.isJsxAttribute(node) && spoken.has(node.name.getText(source)) && node.initializer) {
      const { initializer } = node;
      if (ts.isStringLiteral(initializer) && hasWord(initializer.text))
        found.push(`${name}: ${initializer.text}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
};

test('every text for people comes from the catalogue', () => {
  // Names of keys are the same in every language.
  const allowed = new Set(['frame/frame.tsx: Ctrl K']);
  const components = files.filter(({ name }) => name.endsWith('.tsx'));
  expect(components.flatMap(hardCoded).filter((text) => !allowed.has(text))).toEqual([]);
});

const keysOf = (value: unknown, path: string): string[] =>
  typeof value === 'string'
    ? [path]
    : Object.entries(value as object).flatMap(([key, inner]) =>
        keysOf(inner, path === '' ? key : `${path}.${key}`),
      );

test('every text of the catalogue is used', () => {
  const code = files.map(({ text }) => text).join('\n');
  // Keys that are put together: `status.${status}` uses all of `status`.
  const families = [...code.matchAll(/[`]([\w.]+\.)\$\{/g)].map(([, prefix = '']) => prefix);
  const isUsed = (key: string): boolean => {
    const base = key.replace(/_(zero|one|other)$/, '');
    return code.includes(`'${base}'`) || families.some((prefix) => base.startsWith(prefix));
  };
  expect(keysOf(english, '').filter((key) => !isUsed(key))).toEqual([]);
});
