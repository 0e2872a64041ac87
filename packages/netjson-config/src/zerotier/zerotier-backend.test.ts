import { expect, test } from 'vitest';
import { createConfiguration, parseNative } from '../index.ts';

const ZEROTIER = 'openwisp_controller.vpn_backends.ZeroTier';

test('an object without any setting is no network', () => {
  expect(() => parseNative(ZEROTIER, '{\n}\n')).toThrow(/must have "zerotier"/);
  const configuration = createConfiguration(ZEROTIER, { native: '{}\n{"name": "a", "nwid": "n"}\n{}' });
  expect(configuration.document).toEqual({ zerotier: [{ name: 'a', nwid: 'n' }] });
  expect(configuration.members().map(({ name }) => name)).toEqual(['n.json']);
});
