import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ConfigurationError, createConfiguration, uciCommands, type NativeSection } from '../index.ts';

const section = (changes: Partial<NativeSection>): NativeSection => ({
  package: 'network',
  type: 'interface',
  name: 'lan',
  options: new Map(),
  ...changes,
});

test('says what a document asks for, and commits each package once', () => {
  const config = {
    general: { hostname: 'pier-1' },
    ntp: { enabled: true, server: ['0.example', '1.example'] },
    interfaces: [{ name: 'eth0', type: 'ethernet', addresses: [{ proto: 'dhcp', family: 'ipv4' }] }],
  };
  expect(
    uciCommands(createConfiguration('netjsonconfig.OpenWrt', { config }).sections()).split('\n'),
  ).toEqual([
    "uci set system.system='system'",
    "uci set system.system.hostname='pier-1'",
    "uci set system.ntp='timeserver'",
    "uci set system.ntp.enabled='1'",
    'uci -q delete system.ntp.server',
    "uci add_list system.ntp.server='0.example'",
    "uci add_list system.ntp.server='1.example'",
    "uci set network.eth0='interface'",
    "uci set network.eth0.device='eth0'",
    "uci set network.eth0.proto='dhcp'",
    'uci commit system',
    'uci commit network',
  ]);
});

test('a shell gives uci each value as it is', () => {
  // uci stands in as a function: the shell itself is what is asked.
  const given = (commands: string): string[] =>
    execFileSync('sh', ['-c', `uci() { printf '%s\\0' "$2"; }\n${commands}`], { encoding: 'utf8' }).split(
      '\0',
    );
  const value = fc.string({ unit: fc.constantFrom('a', "'", '"', '$', '`', '\\', ' ', '\n', ';', '#') });
  fc.assert(
    fc.property(value, (text) => {
      const [, option] = given(uciCommands([section({ options: new Map([['note', text]]) })]));
      expect(option).toBe(`network.lan.note=${text}`);
    }),
    { numRuns: 25 },
  );
});

test.each([
  ['a package', { package: 'network; reboot' }],
  ['a type', { type: 'inter face' }],
  ['a section', { name: 'lan.ip' }],
  ['an option', { options: new Map([["x='y'", '1']]) }],
  ['a value with control characters', { options: new Map([['note', '\u0000']]) }],
])('refuses %s that uci would read otherwise', (_, changes) => {
  expect(() => uciCommands([section(changes)])).toThrow(ConfigurationError);
});
