import { createConfiguration, type ConfigurationInput } from '@netloom/netjson-config';
import { expect, test } from 'vitest';
import { configurationDiff, type RenderedInput } from './configuration-diff.ts';

const backend = 'netjsonconfig.OpenWrt';
const rendered = (input: ConfigurationInput): RenderedInput => ({
  input,
  native: createConfiguration(backend, input).render(),
});
const bridge = { name: 'lan', type: 'bridge', bridge_members: ['eth0'] };

test('tells the sections and options that a change touches, in the syntax of the text', () => {
  const before = rendered({ config: { interfaces: [bridge] }, dsa: false });
  const after = rendered({ config: { interfaces: [{ ...bridge, mtu: 1400 }] }, dsa: false });
  expect(configurationDiff(backend, before, after)?.packages).toEqual([
    {
      name: 'network',
      change: 'changed',
      isReordered: false,
      sections: [
        {
          name: 'lan',
          change: 'changed',
          type: 'interface',
          options: [{ name: 'mtu', change: 'added', after: '1400' }],
        },
      ],
    },
  ]);
});

test('of a first configuration everything is new', () => {
  const after = rendered({ config: { general: { hostname: 'ap-1' } } });
  expect(configurationDiff(backend, undefined, after)?.packages).toMatchObject([
    { name: 'system', change: 'added' },
  ]);
});

test('does not guess when the text says more than the page knows', () => {
  const after = rendered({ config: { general: { hostname: 'ap-1' } } });
  const more = { ...after, native: after.native.replace('ap-1', 'ap-2') };
  expect(configurationDiff(backend, undefined, more)).toBeUndefined();
  expect(configurationDiff(backend, more, after)).toBeUndefined();
});
