import { describe, expect, test } from 'vitest';
import type { JsonObject } from '@netloom/netjson';
import { ConfigurationError } from './configuration-error.ts';
import { mergeTemplates } from './merge-templates.ts';

const IDS = ['name', 'config_value', 'id'];
const merge = (...layers: JsonObject[]): JsonObject =>
  mergeTemplates(layers.slice(0, -1), layers.at(-1) ?? {}, IDS);

describe('mergeTemplates', () => {
  test('merges objects key by key and keeps the place of a key', () => {
    const merged = merge(
      { general: { hostname: 'a', timezone: 'UTC' } },
      { general: { hostname: 'b', x: 1 } },
    );
    expect(JSON.stringify(merged)).toBe('{"general":{"hostname":"b","timezone":"UTC","x":1}}');
  });

  test('replaces plain values, also by null, lists and objects', () => {
    expect(merge({ a: 1, b: 'x', c: [1] }, { a: null, b: [2], c: 's' })).toEqual({ a: null, b: [2], c: 's' });
  });

  test('merges list entries with the same identifier, whichever of the names carries it', () => {
    const merged = merge(
      {
        list: [
          { name: 'lan', mtu: 1500 },
          { config_value: 'x', id: 'y', a: 1 },
        ],
      },
      { list: [{ config_value: 'x', b: 2 }, { id: 'lan', mac: '' }, { id: 'y' }] },
    );
    expect(merged.list).toEqual([
      { name: 'lan', mtu: 1500, id: 'lan', mac: '' },
      { config_value: 'x', id: 'y', a: 1, b: 2 },
      { id: 'y' },
    ]);
  });

  test('unites lists without identifiers; 1, 1.0 and true are the same', () => {
    expect(merge({ l: ['a', 1, { b: 2, c: 3 }] }, { l: ['b', 'a', true, { c: 3, b: 2 }] }).l).toEqual([
      'a',
      1,
      { b: 2, c: 3 },
      'b',
    ]);
  });

  test('an entry that the layers below have already does not take the place of one beside it', () => {
    const first = { name: 'eth5', type: 'ethernet' };
    const second = { name: 'eth5', mtu: 1400 };
    expect(merge({ l: [first, second] }, { l: [first, second] }).l).toEqual([
      { name: 'eth5', mtu: 1400, type: 'ethernet' },
    ]);
    expect(merge({ l: [first, second] }, { l: [{ name: 'eth5', mtu: 1500 }, second] }).l).toEqual([
      { name: 'eth5', mtu: 1500 },
    ]);
  });

  test('keeps identifiers of different types apart', () => {
    expect(merge({ l: [{ name: 1, a: 1 }] }, { l: [{ name: '1', b: 1 }] }).l).toHaveLength(2);
  });

  test('ignores identifiers inside of matching entries', () => {
    const merged = merge(
      { l: [{ name: 'x', in: [{ name: 'y', a: 1 }] }] },
      { l: [{ name: 'x', in: [{ name: 'y', b: 1 }] }] },
    );
    expect(merged.l).toEqual([
      {
        name: 'x',
        in: [
          { name: 'y', a: 1 },
          { name: 'y', b: 1 },
        ],
      },
    ]);
  });

  test('lets a repeated identifier in one list replace the earlier entry', () => {
    expect(
      merge(
        {
          l: [
            { name: 'x', a: 1 },
            { name: 'x', b: 1 },
          ],
        },
        { l: [] },
      ).l,
    ).toEqual([{ name: 'x', b: 1 }]);
  });

  test('uses the configuration as it is when there is no template', () => {
    const config = { l: [1, 1] };
    expect(mergeTemplates([], config, IDS)).toBe(config);
  });

  test.each([
    [{ a: [] }, { a: {} }],
    [{ a: {} }, { a: [] }],
  ])('refuses to lay %j and %j over each other', (below, above) => {
    expect(() => merge(below, above)).toThrow(ConfigurationError);
    expect(() => merge(below, above)).toThrow(/Incompatible type for 'a'/);
  });

  test('takes time in proportion to the size of lists', () => {
    const list = (from: number) =>
      Array.from({ length: 20_000 }, (_, index) => ({ name: `n${from + index}` }));
    const start = performance.now();
    expect(merge({ l: list(0) }, { l: list(10_000) }).l).toHaveLength(30_000);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
