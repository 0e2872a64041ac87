import { createConfiguration, explainConfiguration } from '@netloom/netjson-config';
import { expect, test } from 'vitest';
import { configurationInput } from './configuration-input.ts';
import { lineOrigins } from './line-origins.ts';

const backend = 'netjsonconfig.OpenWrt';
const template = {
  id: '1',
  name: 'Time',
  default_values: { server: '0.pool.example' },
  config: { ntp: { enabled: true, server: ['{{ server }}'] } },
};
const input = configurationInput({
  name: 'ap:1',
  config: { general: { description: 'mine' } },
  context: {},
  templates: [template],
  inherited: {},
});

test('every line is told with the layer and the variable that it comes from', () => {
  const text = createConfiguration(backend, input).render();
  const origins = lineOrigins(text, explainConfiguration(backend, input));
  const told = text.split('\n').map((line, index) => [line.trim(), origins[index]] as const);
  const of = (start: string) => told.find(([line]) => line.startsWith(start))?.[1];
  expect(of("option hostname 'ap-1'")).toEqual({ variables: [] });
  expect(of("option description 'mine'")).toEqual({ variables: [] });
  expect(of('option enabled')).toEqual({ template: 0, variables: [] });
  expect(of("list server '0.pool.example'")).toEqual({ template: 0, variables: ['server'] });
});

test('lines of files are told with their origin, too', () => {
  const linux = 'netloom.Linux';
  const given = configurationInput({
    name: 'box-1',
    config: { interfaces: [{ name: 'eth0', type: 'ethernet', mtu: 1400 }] },
    context: {},
    templates: [template],
    inherited: {},
  });
  const text = createConfiguration(linux, given).render();
  const origins = lineOrigins(text, explainConfiguration(linux, given));
  const told = new Map(text.split('\n').map((line, index) => [line, origins[index]]));
  expect(told.get('box-1')).toEqual({ variables: [] });
  expect(told.get('NTP=0.pool.example')).toEqual({ template: 0, variables: ['server'] });
  expect(told.get('MTUBytes=1400')).toEqual({ variables: [] });
  // What the backend adds by itself comes from nowhere.
  expect(told.has('IPv6AcceptRA=no')).toBe(true);
  expect(told.get('IPv6AcceptRA=no')).toBeUndefined();
});

test('a text that does not go with the explanation is left alone', () => {
  const explanation = explainConfiguration(backend, input);
  expect(lineOrigins("config other 'x'\n\toption a '1'", explanation)).toEqual([undefined, undefined]);
  expect(lineOrigins('', explanation)).toEqual([undefined]);
});

test('the variables of the device win over what it inherits, and that over defaults of templates', () => {
  const context = configurationInput({
    name: 'x',
    config: {},
    context: { a: 'own' },
    templates: [{ ...template, default_values: { a: 'default', b: 'default', c: 'default' } }],
    inherited: { a: 'group', b: 'group' },
  }).context;
  expect(context).toEqual({ a: 'own', b: 'group', c: 'default' });
});
