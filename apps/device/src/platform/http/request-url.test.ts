import { describe, expect, test } from 'vitest';
import { decodePath, plainTarget, readQuery } from './request-url.ts';

describe('targets of requests', () => {
  test.each([
    ['/a/my%20cfg', '/a/my cfg'],
    ['/a/%C3%A9', '/a/é'],
    ['/a/%ff', '/a/\u{fffd}'],
    ['/a/%E2%82', '/a/\u{fffd}'],
    ['/a/b%zz%', '/a/b%zz%'],
    ['/a/b%2Fc', '/a/b/c'],
    ['/a+b', '/a+b'],
    ['/a%252F', '/a%2F'],
  ])('the path %s means %j', (path, meaning) => expect(decodePath(path)).toBe(meaning));

  test.each([
    ['/a?b=%zz', '/a?b=%zz'],
    ['/%61/b', '/a/b'],
    ['/a%2Fb?x?y', '/a/b?x?y'],
    ['/a%3Fb', '/a%3Fb'],
    ['/%ff', '/%EF%BF%BD'],
    ['/%', '/%25'],
    ['http://box:1/a?b', '/a?b'],
    ['http://box', '/'],
    ['/a//b/', '/a//b/'],
  ])('the router sees %s as %s', (target, seen) => expect(plainTarget(target)).toBe(seen));

  test('the last of repeated parameters counts, at the place of the first', () => {
    expect([...readQuery('x=1&y=2&x=3&z')]).toEqual([
      ['x', '3'],
      ['y', '2'],
      ['z', ''],
    ]);
    expect([...readQuery('?a=1')]).toEqual([['?a', '1']]);
  });
});
