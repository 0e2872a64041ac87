import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeNext } from './safe-next.ts';

describe('where a page may send its visitor', () => {
  it.each(['/', '/devices?status=error#top', '/a/b/../c', '/%2F%2Fevil.example'])('%s', (next) => {
    const given = safeNext(next);
    expect(given).toBeDefined();
    expect(new URL(given ?? '', 'https://net.example').origin).toBe('https://net.example');
  });

  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '\\/evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    ' //evil.example',
    'javascript:alert(1)',
    'evil.example',
    '',
    undefined,
    ['/a', '/b'],
  ])('not %j', (next) => expect(safeNext(next)).toBeUndefined());

  it('never leads to another site', () => {
    const pieces = fc.constantFrom(
      '/',
      '\\',
      '.',
      'evil.example',
      '@',
      ':',
      '\t',
      '\n',
      '?',
      '#',
      'a',
      '%5c',
      '%2f',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
        const next = safeNext(parts.join(''));
        if (next !== undefined)
          expect(new URL(next, 'https://net.example').origin).toBe('https://net.example');
      }),
    );
  });
});
