import { describe, expect, test } from 'vitest';
import { ConfigurationError } from '../index.ts';
import { readNetworks } from './read-networks.ts';

describe('readNetworks', () => {
  test('reads objects one after the other, with comments between and inside', () => {
    const text = '// first\n{"name": "a", /* note */ "list": [{}, []]}\n{"name": "b"\n\n}// end';
    expect(readNetworks(text)).toEqual([{ name: 'a', list: [{}, []] }, { name: 'b' }]);
    expect(readNetworks(' \n')).toEqual([]);
    expect(readNetworks('/* nothing */ // here')).toEqual([]);
  });

  test('leaves texts alone', () => {
    const network = { url: 'https://a/*b*/', brace: '}{', quote: '"\\', note: '// no comment' };
    expect(readNetworks(JSON.stringify(network))).toEqual([network]);
  });

  test.each(['[1]', '"text"', '{"a": 1} null', '{"a": ', '}', '{nope}', '/', '{"__proto__": 1}'])(
    'refuses %s',
    (text) => {
      expect(() => readNetworks(text)).toThrow(ConfigurationError);
    },
  );
});
