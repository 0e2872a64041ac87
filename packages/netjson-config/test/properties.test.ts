import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { ConfigurationInput, JsonObject, JsonValue } from '../src/index.ts';
import {
  ConfigurationError,
  createConfiguration,
  evaluateVariables,
  listBackends,
  mergeTemplates,
} from '../src/index.ts';
import { readArchive } from '../src/archive/read-archive.ts';
import { RUNS, RUNS_TIMEOUT, seedProperties } from './support/property-runs.ts';
import { readUci } from './support/read-uci.ts';

vi.setConfig({ testTimeout: RUNS_TIMEOUT });
seedProperties();
const OPENWRT = 'netjsonconfig.OpenWrt';
const IDS = ['name', 'config_value', 'id'];

/** Keys that mean something, so that random documents reach the converters. */
const KEYS =
  'general interfaces radios wireless name type network addresses proto family address mask bridge_members vlan_filtering vlan ports ifname tagging primary_vid encryption protocol key mode ssid radio channel channel_width openvpn remote host port tls_auth files path contents zerotier networks id wireguard peers wireguard_peers interface public_key allowed_ips private_key routes destination device next cost config_name config_value pkg led sysfs trigger switch reset enable_vlan ntp dns_servers disabled mac hwmode band constructor toString'.split(
    ' ',
  );
const VALUES =
  'lan eth0 wlan0 br-lan eth0.1 bridge wireless ethernet 8021q vxlan wireguard static dhcp ipv4 ipv6 10.0.0.1 fd00::1 10.0.0.0/8 access_point station 802.11n 802.11ac wpa2_personal none radio0 t u /etc/x ../x {{v}} {{ loop }} p2p server udp tun0'.split(
    ' ',
  );
const HOSTILE = [
  "'",
  '\n',
  '    ',
  "a'b\npackage x",
  '\u0000',
  '\ud800',
  '😀',
  '{{',
  '\\',
  '$&',
  '__proto__',
];

const text = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...VALUES) },
  { weight: 1, arbitrary: fc.constantFrom(...HOSTILE) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
);
const { document } = fc.letrec<{ value: JsonValue; document: JsonObject }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 5, arbitrary: text },
    { weight: 2, arbitrary: fc.constantFrom<JsonValue>(0, 1, -1, 1.5, 24, 36, 1e21, true, false, null) },
    { weight: 3, arbitrary: tie('document') },
    { weight: 3, arbitrary: fc.array(tie('value'), { maxLength: 4 }) },
  ),
  document: fc.dictionary(
    fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...KEYS) }, { weight: 1, arbitrary: text }),
    tie('value'),
    {
      maxKeys: 6,
      noNullPrototype: true,
    },
  ),
}));
const context = fc.dictionary(fc.constantFrom('v', 'loop', 'w'), fc.oneof(text, fc.integer(), fc.boolean()), {
  noNullPrototype: true,
});

const address = fc.constantFrom<JsonValue>(
  { proto: 'dhcp', family: 'ipv4' },
  { proto: 'dhcp', family: 'ipv6' },
  { proto: 'static', family: 'ipv4', address: '10.0.0.1', mask: 24 },
  { proto: 'static', family: 'ipv6', address: 'fd00::1', mask: 64 },
);
const addresses = fc.uniqueArray(address, { maxLength: 3 });
const freeText = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.constantFrom("it's", 'a    b', 'x\ny', "'", "'\noption x '1", '#', '"q"'),
);
const members = fc.uniqueArray(fc.constantFrom('eth0', 'eth1', 'wlan0', 'lan1'), { maxLength: 3 });
const networkInterface = fc.oneof(
  fc.record({
    name: fc.constantFrom('eth0', 'eth1', 'br-lan.5'),
    type: fc.constantFrom('ethernet', 'virtual', 'other'),
    addresses,
    mtu: fc.integer({ min: 68, max: 9000 }),
    note: freeText,
  }),
  fc.record({
    name: fc.constantFrom('lan', 'br-lan', 'guest'),
    type: fc.constant('bridge'),
    bridge_members: members,
    addresses,
    stp: fc.boolean(),
  }),
  fc.record({
    name: fc.constant('eth1'),
    type: fc.constantFrom('8021q', '8021ad'),
    vid: fc.integer({ min: 0, max: 4094 }),
    addresses,
  }),
  fc.record({
    name: fc.constantFrom('wlan0', 'wlan1'),
    type: fc.constant('wireless'),
    wireless: fc.record({
      radio: fc.constant('radio0'),
      mode: fc.constant('access_point'),
      ssid: fc.string({ maxLength: 32 }),
    }),
  }),
);
/** Documents that are valid for OpenWrt, with texts of any kind in free options. */
const validDocument = fc
  .record(
    {
      general: fc.record({ hostname: fc.constantFrom('ap-1', 'ap-2'), description: freeText }),
      interfaces: fc.uniqueArray(networkInterface, {
        maxLength: 4,
        selector: (entry) => JSON.stringify(entry),
      }),
      pkg: fc.array(
        fc.record({
          config_name: fc.constantFrom('rule', 'zone'),
          a: freeText,
          l: fc.array(freeText, { maxLength: 3 }),
        }),
        { maxLength: 3 },
      ),
      files: fc.uniqueArray(
        fc.record({
          path: fc.constantFrom('/etc/a', '/etc/b'),
          mode: fc.constantFrom('0644', '0600'),
          contents: freeText,
        }),
        { maxLength: 2, selector: (file) => JSON.stringify(file) },
      ),
    },
    { requiredKeys: [] },
  )
  .filter((candidate) => isUci(JSON.stringify(candidate))) as fc.Arbitrary<JsonObject>;

/** `uci` has no control characters except for those that JSON writes as \t, \n and \r. */
function isUci(json: string): boolean {
  return !/\\u00[01]|\\[bf]/.test(json);
}

/** Undefined when the library refuses the input in its own way; throws when it fails in any other. */
function attempt<T>(operation: () => T): T | undefined {
  try {
    return operation();
  } catch (error) {
    if (error instanceof ConfigurationError) return undefined;
    throw error;
  }
}

function useEverything(backend: string, input: ConfigurationInput): void {
  const configuration = attempt(() => createConfiguration(backend, input));
  if (configuration === undefined) return;
  configuration.problems();
  attempt(() => configuration.render());
  attempt(() => configuration.generate());
  attempt(() => configuration.json());
}

/** Variables that name each other, each the next one. */
const CHAIN: JsonObject = {
  v: 'value',
  w: '{{v}}',
  ...Object.fromEntries(Array.from({ length: 3000 }, (_, n) => [`v${n}`, `{{v${n + 1}}}`])),
};

describe('whatever comes in', () => {
  const backends = listBackends().map(({ name }) => name);

  test("only the library's own error comes out", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...backends),
        document,
        fc.array(document, { maxLength: 2 }),
        context,
        (backend, config, templates, variables) => {
          useEverything(backend, { config, templates, context: variables });
        },
      ),
      RUNS,
    );
  });

  test('arguments of wrong types are refused', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.anything(), (config, templates, variables) => {
        useEverything(OPENWRT, { config, templates, context: variables } as ConfigurationInput);
      }),
      RUNS,
    );
  });

  test.each(backends)('%s takes no longer than 100 ms for 100 kB', (backend) => {
    const large: JsonObject[] = [
      { interfaces: Array.from({ length: 6000 }, () => ({ name: 'x' })) },
      {
        interfaces: Array.from({ length: 2000 }, (_, n) => ({
          name: `eth${n}`,
          type: 'ethernet',
          network: 'a',
        })),
      },
      {
        interfaces: Array.from({ length: 1200 }, (_, n) => ({
          name: `w${n}`,
          type: 'wireless',
          wireless: { radio: 'radio0', mode: 'access_point' },
        })),
      },
      { radios: Array.from({ length: 3000 }, (_, n) => ({ name: `radio${n}`, protocol: '802.11n' })) },
      {
        files: Array.from({ length: 1500 }, (_, n) => ({
          path: `/etc/${n}`,
          mode: '0644',
          contents: '{{v}}',
        })),
      },
      { zerotier: Array.from({ length: 1500 }, (_, n) => ({ name: `z${n}`, networks: [] })) },
      {
        openvpn: Array.from({ length: 1000 }, (_, n) => ({
          name: `vpn${n}`,
          mode: 'server',
          proto: 'udp',
          dev: 'tun0',
        })),
      },
      {
        wireguard: Array.from({ length: 1000 }, (_, n) => ({
          name: `wg${n}`,
          port: 1,
          private_key: 'k',
          address: 'a',
        })),
      },
      { pkg: Array.from({ length: 3000 }, () => ({ config_name: 'a', x: '{{v}}' })) },
      { pkg: Array.from({ length: 50_000 }, () => 1) },
      { general: { description: `{{${' '.repeat(50_000)}`.repeat(2) } },
      { general: { description: '{{v}}{{w}}'.repeat(10_000) } },
      {
        interfaces: Array.from({ length: 500 }, (_, n) => ({
          name: 'eth0',
          type: 'ethernet',
          list: Array.from({ length: 20 }, (__, member) => `${n}.${member}`),
        })),
      },
      {
        interfaces: [
          {
            name: 'eth0',
            type: 'ethernet',
            ...Object.fromEntries(Array.from({ length: 2000 }, (_, n) => [`option${n}`, 'x'])),
            addresses: Array.from({ length: 700 }, (_, n) => ({ proto: 'dhcp', family: 'ipv4', metric: n })),
          },
        ],
      },
      { general: { description: Array.from({ length: 3000 }, (_, n) => `{{v${n}}}`).join('') } },
      { general: { hostname: '-'.repeat(100_000) } },
      { interfaces: [{ name: 'x'.repeat(100_000), type: 'ethernet' }] },
    ];
    for (const config of large) {
      const size = JSON.stringify(config).length;
      const input = { config, templates: [config], context: CHAIN };
      // Time of this thread's work, and the best of several runs: other programs use this machine too.
      let best = Number.POSITIVE_INFINITY;
      for (let run = 0; run < 5 && best > size / 1000; run += 1) {
        const start = process.threadCpuUsage();
        attempt(() => createConfiguration(backend, input).render());
        attempt(() => createConfiguration(backend, input).problems());
        const { user, system } = process.threadCpuUsage(start);
        best = Math.min(best, (user + system) / 1000);
      }
      expect(best, `${Object.keys(config).join()} with ${size} bytes`).toBeLessThan(
        Math.max(size / 1000, 20),
      );
    }
  });

  test('deep nesting and cycles are refused', () => {
    let deep: JsonValue = 'x';
    for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];
    const cycle: JsonObject = {};
    cycle.self = cycle;
    for (const config of [{ pkg: deep }, cycle]) {
      expect(() => createConfiguration(OPENWRT, { config })).toThrow(/nested deeper/);
    }
    expect(() =>
      createConfiguration(OPENWRT, { config: `{"pkg":${'['.repeat(100_000)}${']'.repeat(100_000)}}` }),
    ).toThrow(ConfigurationError);
    expect(() => createConfiguration(OPENWRT, { config: '{"__proto__": {"polluted": true}}' })).toThrow(
      ConfigurationError,
    );
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

describe('merge', () => {
  /** Objects whose keys tell the kind of their value, as a schema would. */
  const { layer } = fc.letrec<{ layer: JsonObject }>((tie) => ({
    layer: fc.record(
      {
        scalar: fc.constantFrom<JsonValue>(1, 'a', null, true),
        other: fc.integer({ min: 0, max: 3 }),
        object: tie('layer'),
        list: fc.uniqueArray(
          fc.record({ name: fc.constantFrom('a', 'b', 'c'), value: fc.integer({ min: 0, max: 3 }) }),
          {
            maxLength: 3,
            selector: ({ name }) => name,
          },
        ) as fc.Arbitrary<JsonValue>,
      },
      { requiredKeys: [], noNullPrototype: true },
    ) as fc.Arbitrary<JsonObject>,
  }));

  test('is associative where every key keeps its kind', () => {
    fc.assert(
      fc.property(layer, layer, layer, (a, b, c) => {
        const leftFirst = mergeTemplates([mergeTemplates([a], b, IDS)], c, IDS);
        expect(mergeTemplates([a], mergeTemplates([b], c, IDS), IDS)).toEqual(leftFirst);
        expect(mergeTemplates([a, b], c, IDS)).toEqual(leftFirst);
      }),
      RUNS,
    );
  });

  test('with itself changes nothing', () => {
    fc.assert(
      fc.property(layer, (a) => {
        expect(mergeTemplates([a], a, IDS)).toEqual(a);
      }),
      RUNS,
    );
  });
});

test('the input stays as it was', () => {
  fc.assert(
    fc.property(validDocument, validDocument, context, (config, template, variables) => {
      const input = { config, templates: [template], context: variables };
      const before = JSON.stringify(input);
      useEverything(OPENWRT, input);
      expect(JSON.stringify(input)).toBe(before);
    }),
    RUNS,
  );
});

test('rendering twice gives the same, and so does an equal configuration', () => {
  fc.assert(
    fc.property(validDocument, fc.boolean(), (config, dsa) => {
      const first = createConfiguration(OPENWRT, { config, dsa });
      const second = createConfiguration(OPENWRT, { config: JSON.stringify(config), dsa });
      const rendered = first.render();
      expect(first.render()).toBe(rendered);
      expect(second.render()).toBe(rendered);
      expect(hash(first.tar())).toBe(hash(second.tar()));
    }),
    RUNS,
  );
});

test('compressed archives are deterministic and contain the members', () => {
  fc.assert(
    fc.property(validDocument, (config) => {
      const [first, second] = [
        createConfiguration(OPENWRT, { config }),
        createConfiguration(OPENWRT, { config }),
      ];
      const archive = first.generate();
      expect(hash(second.generate())).toBe(hash(archive));
      const wellFormed = first
        .members()
        .map(({ name, contents }) => ({ name, contents: contents.toWellFormed() }));
      expect(readArchive(archive)).toEqual(wellFormed);
    }),
    RUNS,
  );
});

function hash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

test('a device reads exactly the values that were configured, and nothing else', () => {
  const option = fc.record({
    key: fc.stringMatching(/^[a-z_]{1,8}$/).filter((key) => !key.startsWith('config_')),
    value: fc
      .oneof(freeText, fc.string({ unit: 'binary', maxLength: 15 }))
      .filter((value) => isUci(JSON.stringify(value))),
  });
  fc.assert(
    fc.property(
      fc.uniqueArray(option, { maxLength: 4, selector: ({ key }) => key }),
      freeText,
      (options, name) => {
        fc.pre(isUci(JSON.stringify(name)));
        const entries = Object.fromEntries(options.map(({ key, value }) => [key, value]));
        const config = {
          pkg: [
            { config_name: 'rule', config_value: name, ...entries, many: options.map(({ value }) => value) },
          ],
        };
        const [member] = createConfiguration(OPENWRT, { config }).members();
        const [block, ...others] = readUci(member?.contents ?? '');
        expect(others).toEqual([]);
        expect(block?.type).toBe('rule');
        expect(block?.name).toBe(name.replaceAll(/[.-]/g, '_'));
        const expected = Object.entries({ ...entries, many: undefined })
          .filter(([, value]) => value !== undefined && value !== '')
          .map(([key, value]) => ['option', key, value]);
        const list = options.map(({ value }) => ['list', 'many', value]);
        expect(new Set((block?.entries ?? []).map((entry) => JSON.stringify(entry)))).toEqual(
          new Set([...expected, ...list].map((entry) => JSON.stringify(entry))),
        );
      },
    ),
    RUNS,
  );
});

test('variables of any value are inserted as they are', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'binary' }),
      (before, value, after) => {
        fc.pre(!/[{}]/.test(before + after));
        expect(evaluateVariables(`${before}{{ v }}${after}`, { v: value })).toBe(`${before}${value}${after}`);
      },
    ),
    RUNS,
  );
});
