import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { ConfigurationInput, JsonObject } from '../src/index.ts';
import { ConfigurationError, createConfiguration, listBackends } from '../src/index.ts';
import { writeTar } from '../src/archive/write-tar.ts';
import { RUNS, RUNS_TIMEOUT, seedProperties } from './support/property-runs.ts';
import { openvpnDocument, readableDocument, zerotierDocument } from './support/readable-documents.ts';

vi.setConfig({ testTimeout: RUNS_TIMEOUT });
seedProperties();

const OPENWRT = 'netjsonconfig.OpenWrt';
const OPENVPN = 'openwisp_controller.vpn_backends.OpenVpn';
const ZEROTIER = 'openwisp_controller.vpn_backends.ZeroTier';
const READING = listBackends().flatMap(({ name, parse }) => (parse === undefined ? [] : [name]));

/** Pieces of which native configuration is made, so that nonsense gets far into the parsers. */
const WORDS =
  'package config option list network wireless system openvpn zerotier interface device bridge-vlan globals route rule6 switch switch_vlan wifi-device wifi-iface wireguard_wg0 led timeserver name type proto ifname ipaddr netmask ip6addr gateway ports vlan vid addresses listen_port bridge 8021q static dhcp pppoe vxlan modemmanager channel auto htmode HT20 VHT80+80 NONE encryption psk2+ccmp wep-open key1 mode ap dns remote enabled join id timezone zonename ula_prefix target metric data-ciphers server-bridge __proto__ constructor 10.0.0.1/24 fd00::1 br-lan.10 1 -1 1e999 999999999999999999999999';
const PIECES = [
  ...WORDS.split(' '),
  "'",
  '"',
  "'\\''",
  '\\',
  '#',
  '\n',
  '\n\t',
  ' ',
  '\r\n',
  '{',
  '}',
  '[',
  '"name":',
  '//',
  '/*',
  '*/',
  ':',
  ',',
  '',
  '😀',
  '# openvpn config: ',
  '\npackage network\n',
  "\nconfig interface 'lan'\n\toption device 'br-lan'\n",
  "\nconfig device\n\toption name 'br-lan'\n\toption type 'bridge'\n",
  '\n\toption ',
  '\nconfig ',
  '# ---------- files ---------- #',
];
const BEGINNINGS = [
  '',
  'package network\n\nconfig interface\n\toption ',
  'package wireless\n\nconfig ',
  'package system\n\nconfig ',
  'package zerotier\n\nconfig zerotier\n',
  '# openvpn config: aa\n\n',
  '{"name": "a", ',
];
const soup = fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 3 })), {
  maxLength: 60,
});

/** Throws unless the library accepts the input or refuses it in its own way. */
function read(backend: string, native: unknown, dsa = true): void {
  try {
    const configuration = createConfiguration(backend, { native, dsa } as ConfigurationInput);
    configuration.render();
    configuration.json();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
  }
}

describe("broken native configuration ends in the library's own error", () => {
  test.each(READING)('%s: pieces in any order', (backend) => {
    fc.assert(
      fc.property(
        fc.constantFrom(...BEGINNINGS),
        soup,
        fc.constantFrom('', ' ', '\n'),
        fc.boolean(),
        (beginning, pieces, glue, dsa) => {
          read(backend, beginning + pieces.join(glue), dsa);
        },
      ),
      RUNS,
    );
  });

  test.each<[string, fc.Arbitrary<JsonObject>]>([
    [OPENWRT, readableDocument],
    [OPENVPN, openvpnDocument],
    [ZEROTIER, zerotierDocument],
  ])('%s: damaged configurations', (backend, documents) => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 20 }), fc.constantFrom(...PIECES)), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(documents, damage, fc.boolean(), (config, changes, dsa) => {
        let text = createConfiguration(backend, { config, dsa }).render();
        for (const [place, length, piece] of changes) {
          const start = text.length === 0 ? 0 : place % text.length;
          text = text.slice(0, start) + piece + text.slice(start + length);
        }
        read(backend, text, dsa);
      }),
      RUNS,
    );
  });

  test('archives of anything, and anything but archives', () => {
    const file = fc.record({
      name: fc.constantFrom(
        'etc/config/network',
        'etc/config/',
        'uci/system.conf',
        'a.conf',
        'a.json',
        '../x',
        'etc/config/__proto__',
      ),
      mode: fc.constant(0o644),
      contents: soup.map((pieces) => pieces.join(' ')),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...READING),
        fc.array(file, { maxLength: 3 }),
        fc.nat(),
        (backend, files, cut) => {
          const archive = writeTar(files);
          read(backend, archive);
          read(backend, archive.subarray(0, cut % archive.length));
          read(backend, files);
        },
      ),
      RUNS,
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...READING),
        fc.oneof(fc.uint8Array(), fc.anything()),
        (backend, native) => {
          read(backend, native);
        },
      ),
      RUNS,
    );
  });

  test('nothing reaches a prototype', () => {
    for (const native of [
      "package __proto__\n\nconfig a 'b'\n",
      "package network\n\nconfig interface 'lan'\n\toption __proto__ 'x'\n",
      '# openvpn config: aa\n\n__proto__ x\n',
      '{"__proto__": {"polluted": true}, "name": "a"}',
    ]) {
      for (const backend of READING) read(backend, native);
    }
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect(() => createConfiguration(OPENWRT, { native: "package __proto__\n\nconfig a 'b'\n" })).toThrow(
      ConfigurationError,
    );
  });
});

/** Texts that would take hours if anything in the parsers took quadratic time. */
const LARGE: readonly [what: string, backend: string, text: (count: number) => string][] = [
  ['packages', OPENWRT, (count) => repeat(count, (n) => `package p${n}\n\nconfig t\n`)],
  ['list members', OPENWRT, (count) => `package p\nconfig t\n${repeat(count, (n) => `list l ${n}\n`)}`],
  ['options', OPENWRT, (count) => `package p\nconfig t\n${repeat(count, (n) => `option o${n} x\n`)}`],
  ['open quotes', OPENWRT, (count) => `package p\nconfig t\n${repeat(count, () => "option a 'x\n")}`],
  ['escaped quotes', OPENWRT, (count) => `package p\nconfig t\noption a '${"'\\''".repeat(count)}`],
  ['escaped characters', OPENWRT, (count) => `package p\nconfig t\noption a "${'\\"'.repeat(count * 10)}`],
  [
    'blanks',
    OPENWRT,
    (count) => `package p\nconfig t\noption a${' '.repeat(count * 10)}\n${' '.repeat(count * 10)}option`,
  ],
  [
    'interfaces with name servers',
    OPENWRT,
    (count) =>
      `package network\n${repeat(count, (n) => `config interface i${n}\noption device e${n}\noption dns '1.1.1.${n}'\n`)}`,
  ],
  [
    'VLANs of a bridge',
    OPENWRT,
    (count) =>
      `package network\nconfig device\noption name br-a\noption type bridge\n${repeat(count, (n) => `config bridge-vlan\noption device br-a\noption vlan ${n}\nlist ports a:t\n`)}${repeat(count, (n) => `config interface i${n}\noption device br-a.${n}\noption proto dhcp\n`)}`,
  ],
  [
    'options of a device',
    OPENWRT,
    (count) =>
      `package network\nconfig device\noption name br-a\n${repeat(count, (n) => `option o${n} x\n`)}`,
  ],
  [
    'wireless interfaces of one name',
    OPENWRT,
    (count) =>
      `package wireless\n${repeat(count, (n) => `config wifi-iface\noption device radio0\noption mode ap\noption ssid s${n}\noption ifname w\n`)}`,
  ],
  [
    'remotes',
    OPENVPN,
    (count) => `# openvpn config: aa\n\ndev tun0\n${repeat(count, (n) => `remote h${n} 1\n`)}`,
  ],
  ['instances', OPENVPN, (count) => repeat(count, (n) => `# openvpn config: aa${n}\n\ndev tun0\n`)],
  ['networks', ZEROTIER, (count) => repeat(count, (n) => `{"name": "n${n}"}\n`)],
  ['open comments', ZEROTIER, (count) => '/*'.repeat(count * 10)],
  ['depth', ZEROTIER, (count) => '{"a":'.repeat(count * 10)],
  ['open texts', ZEROTIER, (count) => `"${'\\"'.repeat(count * 10)}`],
];

function repeat(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('');
}

test.each(LARGE)('reading many %s (%s) takes linear time', (_, backend, text) => {
  const start = performance.now();
  read(backend, text(10_000));
  expect(performance.now() - start).toBeLessThan(5000);
});

test('long values do not exhaust the stack', () => {
  const long = 'x'.repeat(20_000_000);
  read(OPENWRT, `package p\nconfig t\noption a "${long}"\n`);
  read(OPENWRT, `package p\nconfig t\noption a '${long}'\n`);
  read(ZEROTIER, `{"name": "${long}"}`);
  read(OPENVPN, `# openvpn config: aa\n\ncustom ${long}\n`);
});
