import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { JsonObject, LinuxManifest } from '../src/index.ts';
import {
  ConfigurationError,
  createConfiguration,
  getBackend,
  LINUX_MANIFEST_PATH,
  parseNative,
} from '../src/index.ts';
import { linuxDocument, printable } from './support/linux-arbitrary.ts';

const LINUX = 'netloom.Linux';
const RUNS = { numRuns: 10_000 };
vi.setConfig({ testTimeout: 240_000 });

fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 1) });

describe('every valid document', () => {
  test('becomes files in known folders, secrets for root alone, and a manifest that names them', () => {
    fc.assert(
      fc.property(linuxDocument, (config) => {
        const members = createConfiguration(LINUX, { config }).members();
        const [manifest, ...others] = members;
        expect(manifest?.name).toBe(LINUX_MANIFEST_PATH);
        const { files, interfaces } = JSON.parse(manifest?.contents ?? '') as LinuxManifest;
        expect(files.map(({ path }) => path.slice(1))).toEqual(others.map(({ name }) => name));
        expect(new Set(others.map(({ name }) => name)).size).toBe(others.length);
        for (const { name, mode, contents } of others) {
          expect(name).toMatch(/^etc\/[A-Za-z0-9._/-]+$/);
          const isSecret =
            /\.key$|^etc\/(?:hostapd|wpa_supplicant|openvpn)\/.*conf$/.test(name) ||
            /^(?:wpa_|psk|password|.*secret|(?:Private|Preshared)Key=)/m.test(contents);
          if (isSecret) expect(`${name} ${mode.toString(8)}`).toBe(`${name} 600`);
        }
        // What an interface stands on comes first.
        const seen = new Set<string>();
        for (const { name, vlan, vxlan } of interfaces) {
          for (const base of [vlan?.base, vxlan?.tunlink])
            if (base !== undefined) expect(seen).toContain(base);
          seen.add(name);
        }
      }),
      RUNS,
    );
  });

  test('is read back into a document that renders to the same text', () => {
    fc.assert(
      fc.property(linuxDocument, (config) => {
        const text = createConfiguration(LINUX, { config }).render({ files: false });
        fc.pre(text !== '');
        const read = parseNative(LINUX, text);
        expect(createConfiguration(LINUX, { config: read }).render({ files: false })).toBe(text);
      }),
      RUNS,
    );
  });

  test('gives equal archives when it is equal, and is written as it was read, from text and from an archive', () => {
    fc.assert(
      fc.property(linuxDocument, (config) => {
        const configuration = createConfiguration(LINUX, { config });
        const text = configuration.render({ files: false });
        expect(createConfiguration(LINUX, { native: text }).render()).toBe(text);
        const native = configuration.generate();
        const equal = createConfiguration(LINUX, { config: JSON.stringify(config) });
        expect(Buffer.from(equal.generate()).equals(native)).toBe(true);
        expect(createConfiguration(LINUX, { native }).render()).toBe(configuration.render());
      }),
      { numRuns: 1000 },
    );
  });
});

/** Lines of a file of settings as its daemon reads them. */
function settingsIn(contents: string): Map<string, string> {
  return new Map(
    contents.split('\n').map((line) => {
      const text = line.trimStart();
      const end = text.indexOf('=');
      return [text.slice(0, end), text.slice(end + 1)];
    }),
  );
}

describe('whatever text is put in', () => {
  const anyText = fc.oneof(
    printable,
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom('a\nb=c', '"\n}', '\u0000', 'x\u007f', '{{ name }}'),
  );
  const wireless = (mode: string, settings: JsonObject): JsonObject => ({
    interfaces: [
      { name: 'wlan0', type: 'wireless', wireless: { radio: 'radio0', mode, ssid: 'net', ...settings } },
    ],
  });
  const places: [string, (text: string) => JsonObject][] = [
    ['ssid', (ssid) => wireless('access_point', { ssid })],
    ['pass phrase', (key) => wireless('access_point', { encryption: { protocol: 'wpa2_personal', key } })],
    [
      'RADIUS secret',
      (key) =>
        wireless('access_point', { encryption: { protocol: 'wpa2_enterprise', server: '10.0.0.1', key } }),
    ],
    ['ssid of a station', (ssid) => wireless('station', { ssid })],
    [
      'pass phrase of a station',
      (key) => wireless('station', { encryption: { protocol: 'wpa3_personal', key } }),
    ],
    [
      'identity',
      (identity) =>
        wireless('station', { encryption: { protocol: 'wpa2_enterprise', eap_type: 'peap', identity } }),
    ],
    ['name', (name) => ({ interfaces: [{ name, type: 'dummy' }] })],
    ['device', (device) => ({ routes: [{ device, destination: '10.0.0.0/8', next: '', cost: 0 }] })],
    ['search domain', (domain) => ({ dns_search: [domain] })],
    ['time server', (server) => ({ ntp: { server: [server] } })],
    ['host name', (hostname) => ({ general: { hostname } })],
    [
      'end point',
      (host) => ({
        interfaces: [{ name: 'wg0', type: 'wireguard', private_key: '{{key}}' }],
        wireguard_peers: [{ interface: 'wg0', public_key: '{{key}}', allowed_ips: [], endpoint_host: host }],
      }),
    ],
  ];

  test.each(places)('as %s, it is refused or adds no line', (_, documentWith) => {
    const count = (text: string): number => text.split('\n').length;
    fc.assert(
      fc.property(anyText, (text) => {
        const configuration = createConfiguration(LINUX, { config: documentWith(text) });
        if (configuration.problems().length > 0) return;
        const members = configuration.members().filter(({ name }) => name !== LINUX_MANIFEST_PATH);
        const lines = members.reduce((sum, { contents }) => sum + count(contents), 0);
        const plain = createConfiguration(LINUX, { config: documentWith('abcdefgh') }).members();
        const expected = plain
          .filter(({ name }) => name !== LINUX_MANIFEST_PATH)
          .reduce((sum, { contents }) => sum + count(contents), 0);
        // A text beyond ASCII makes one line more, which says so; an empty one leaves lines out.
        const utf8 = members.some(({ contents }) => settingsIn(contents).get('utf8_ssid') === '1') ? 1 : 0;
        if (text === '') expect(lines).toBeLessThanOrEqual(expected);
        else expect(lines).toBe(expected + utf8);
      }),
      { numRuns: 2000 },
    );
  });

  test('only the library’s own error comes out of converting and reading', () => {
    const { document } = fc.letrec<{ value: unknown; document: JsonObject }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        anyText,
        fc.constantFrom(
          'wlan0',
          'bridge',
          'wireless',
          'wireguard',
          'vxlan',
          '8021q',
          'static',
          'ipv4',
          '10.0.0.1',
        ),
        fc.constantFrom(0, 1, -1, 1.5, 1e21, true, false, null),
        tie('document'),
        fc.array(tie('value'), { maxLength: 3 }),
      ),
      document: fc.dictionary(
        fc.constantFrom(
          ...'general interfaces radios routes ip_rules wireguard_peers files ntp wireless encryption addresses name type mode radio ssid protocol key vid vni tunlink bridge_members vlan_filtering ports ifname device destination next interface allowed_ips endpoint_host path contents dns'.split(
            ' ',
          ),
        ),
        tie('value') as fc.Arbitrary<JsonObject[string]>,
        { maxKeys: 6, noNullPrototype: true },
      ),
    }));
    const native = fc.oneof(
      fc.string(),
      fc
        .tuple(
          fc.constantFrom(
            '/etc/hostname',
            '/etc/systemd/network/x.network',
            '/etc/systemd/network/x.netdev',
            '/etc/hostapd/w.conf',
            '/etc/wpa_supplicant/wpa_supplicant-w.conf',
            '/netloom/manifest.json',
          ),
          fc.array(
            fc.oneof(
              anyText,
              fc.constantFrom(
                '[Match]',
                'Name=x',
                '[NetDev]',
                'Kind=vlan',
                'Kind=wireguard',
                '[Network]',
                'DHCP=yes',
                '[Address]',
                'Address=10.0.0.1/x',
                '[Route]',
                'Gateway=::1',
                '[WireGuardPeer]',
                'interface=w',
                'hw_mode=g',
                'ssid2=zz',
                'wpa=3',
                'network={',
                'ssid="x',
                '}',
                '{"files":[{"path":1}]}',
              ),
            ),
            { maxLength: 8 },
          ),
        )
        .map(([path, lines]) => `# ---------- ${path} ---------- #\n\n${lines.join('\n')}\n`),
    );
    fc.assert(
      fc.property(document, native, (config, text) => {
        for (const attempt of [
          () => getBackend(LINUX)?.convert(config, { dsa: true }),
          () => createConfiguration(LINUX, { config }).problems(),
          () => parseNative(LINUX, text),
        ]) {
          try {
            attempt();
          } catch (error) {
            if (!(error instanceof ConfigurationError)) throw error;
          }
        }
      }),
      RUNS,
    );
  });
});
