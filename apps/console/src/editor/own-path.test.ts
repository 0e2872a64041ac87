import { expect, test } from 'vitest';
import { ownPath } from './own-path.ts';

const template = {
  interfaces: [
    { type: 'ethernet', name: 'eth0' },
    { type: 'bridge', name: 'br-lan' },
  ],
};

test('without templates every place is its own', () => {
  expect(ownPath(['interfaces', 0, 'name'], [], { interfaces: [{ type: 'ethernet' }] })).toEqual([
    'interfaces',
    0,
    'name',
  ]);
});

test('entries that were appended are found again', () => {
  const own = { interfaces: [{ type: 'wireless', name: 'wlan1' }] };
  expect(ownPath(['interfaces', 2, 'wireless', 'ssid'], [template], own)).toBeUndefined();
  expect(ownPath(['interfaces', 2, 'wireless'], [template], own)).toEqual(['interfaces', 0, 'wireless']);
});

test('entries that were merged are found by their names', () => {
  const own = { interfaces: [{ name: 'new0' }, { name: 'br-lan', mtu: 1 }] };
  expect(ownPath(['interfaces', 1, 'mtu'], [template], own)).toEqual(['interfaces', 1, 'mtu']);
  expect(ownPath(['interfaces', 2, 'type'], [template], own)).toEqual(['interfaces', 0, 'type']);
});

test('what only a template has lies in no field', () => {
  expect(ownPath(['interfaces', 0, 'name'], [template], { general: {} })).toBeUndefined();
  expect(ownPath(['interfaces', 0, 'name'], [template], { interfaces: [{ name: 'eth1' }] })).toBeUndefined();
});

test('entries without a name are found by what they are', () => {
  const own = { dns: ['192.0.2.2'] };
  expect(ownPath(['dns', 1], [{ dns: ['192.0.2.1'] }], own)).toEqual(['dns', 0]);
});
