import { expect, test } from 'vitest';
import { checkFilePaths } from './check-file-paths.ts';

const isAllowed = (path: string): boolean => [...checkFilePaths({ files: [{ path }] })].length === 0;

test.each(['/etc/x', 'etc/x.y-z_1', '/{{ any thing }}/x', '/a{{b}}c', 'x'])('%s is allowed', (path) => {
  expect(isAllowed(path)).toBe(true);
});

test.each([
  '',
  '/',
  '//x',
  '/x/',
  '/x//y',
  '../x',
  '/x/../y',
  './x',
  '/a b',
  '/x\n',
  '/ü',
  '/{{x',
  '/x}}',
  '/{x}',
  '/{{a}}/..',
  '/x\u0000',
  "/x'",
])('%j is refused', (path) => {
  expect(isAllowed(path)).toBe(false);
});
