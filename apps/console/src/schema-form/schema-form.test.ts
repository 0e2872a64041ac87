import { OPENWRT_SCHEMA, type JsonSchema } from '@netloom/netjson';
import { expect, test } from 'vitest';
import { chooseOption, optionsOf } from './choose-option.ts';
import { initialValue, toOption } from './initial-value.ts';
import { resolveSchema } from './resolve-schema.ts';

const root: JsonSchema = OPENWRT_SCHEMA;
const itemsOf = (section: string) => {
  const items = resolveSchema(root, root.properties?.[section] ?? {}).items as JsonSchema;
  return optionsOf(root, resolveSchema(root, items));
};
const named = (section: string, definition: string) => {
  const found = itemsOf(section).find((option) => option.definition === definition);
  if (!found) throw new Error(`no ${definition}`);
  return found;
};

test('folds allOf and references into one schema', () => {
  const ethernet = named('interfaces', 'network_interface');
  expect(Object.keys(ethernet.properties ?? {}).sort()).toEqual([
    'addresses',
    'autostart',
    'disabled',
    'mac',
    'mtu',
    'name',
    'network',
    'type',
  ]);
  expect(ethernet.required).toEqual(['name', 'type']);
});

test('of two schemas of one property the enum is what both allow', () => {
  const merged = resolveSchema(root, { allOf: [{ enum: [1, 2, 3] }, { enum: [2, 3, 4] }] });
  expect(merged.enum).toEqual([2, 3]);
});

test('a reference that leads nowhere or to itself allows anything', () => {
  const loop: JsonSchema = { definitions: { a: { $ref: '#/definitions/a' } } };
  expect(resolveSchema(loop, { $ref: '#/definitions/a' }).type).toBeUndefined();
  expect(resolveSchema(loop, { $ref: '#/definitions/none' }).type).toBeUndefined();
});

test.each([
  [{ type: 'ethernet', name: 'eth0' }, 'network_interface'],
  [
    { type: 'wireless', name: 'wlan0', wireless: { radio: 'radio0', mode: 'access_point', ssid: 'x' } },
    'wireless_interface',
  ],
  [{ type: 'bridge', name: 'br-lan', bridge_members: [] }, 'bridge_interface'],
  [{ type: 'wireguard', name: 'wg0' }, 'wireguard_interface'],
])('recognises an interface: %j', (value, definition) => {
  const options = itemsOf('interfaces');
  expect(options[chooseOption(root, options, value)]?.definition).toBe(definition);
});

test('a new interface has what is required, and is recognised as what it was made from', () => {
  const options = itemsOf('interfaces');
  for (const [index, option] of options.entries()) {
    const value = initialValue(root, option);
    expect(Object.keys(value as object)).toEqual(expect.arrayContaining([...(option.required ?? [])]));
    expect(options[chooseOption(root, options, value)]?.definition).toBe(options[index]?.definition);
  }
});

test('a new wireless interface has what makes it one', () => {
  expect(initialValue(root, named('interfaces', 'wireless_interface'))).toMatchObject({
    type: 'wireless',
    wireless: { mode: 'access_point', ssid: '', radio: '', encryption: { protocol: 'none' } },
  });
});

test('changing the kind keeps what fits', () => {
  const before = { type: 'ethernet', name: 'eth0', mtu: 1400, mac: '02:00:5E:10:00:07' };
  const after = toOption(root, named('interfaces', 'wireguard_interface'), before);
  expect(after).toMatchObject({ type: 'wireguard', name: 'eth0', mtu: 1400 });
});
