import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readableDocument } from '../../test/support/readable-documents.ts';
import type { ConfigurationInput, ExplainedSection, LineSource } from '../index.ts';
import { ConfigurationError, createConfiguration, explainConfiguration, formatJsonPath } from '../index.ts';

const OPENWRT = 'netjsonconfig.OpenWrt';

/** `option value <- origin: source, source`, with the name of the section as first line. */
function describeSection({ type, name, lines, ...section }: ExplainedSection): string[] {
  return [
    `${type} ${name} <- ${describeSources(section)}`,
    ...lines.map((line) => `${line.option} ${line.value} <- ${describeSources(line)}`),
  ];
}

function describeSources({ origin, sources }: { origin: string; sources: readonly LineSource[] }): string {
  const places = sources.map(({ path, template, variables }) => {
    const layer = template === undefined ? 'configuration' : `template ${template}`;
    return `${layer} ${formatJsonPath(path)}${variables.map((name) => ` {{${name}}}`).join('')}`;
  });
  return places.length === 0 ? origin : `${origin}: ${places.join(', ')}`;
}

const INPUT: ConfigurationInput = {
  templates: [
    {
      general: { timezone: 'UTC' },
      interfaces: [
        {
          name: 'lan',
          type: 'bridge',
          bridge_members: ['eth0'],
          stp: true,
          addresses: [{ proto: 'static', family: 'ipv4', address: '10.0.{{ site }}.1', mask: 24 }],
        },
      ],
      radios: [{ name: 'radio0', protocol: '802.11n', channel: 6, channel_width: 20, band: '2g' }],
    },
    {
      interfaces: [
        { name: 'lan', bridge_members: ['eth1'], stp: false },
        {
          name: 'wlan0',
          type: 'wireless',
          wireless: {
            radio: 'radio0',
            mode: 'access_point',
            ssid: '{{ company }} {{ site }}',
            encryption: { protocol: 'wpa2_personal', key: '{{ key }}', cipher: 'ccmp' },
          },
        },
      ],
    },
  ],
  config: {
    general: { hostname: 'ap-7' },
    radios: [{ name: 'radio0', channel: 11 }],
    files: [{ path: '/etc/banner', mode: '0644', contents: 'Site {{ site }}' }],
  },
  context: { site: 7, company: 'Quarry', key: 'secret pass phrase' },
};

describe('explainConfiguration', () => {
  test('names the template, the variable or the default behind each line', () => {
    const { sections, files } = explainConfiguration(OPENWRT, INPUT);
    expect(sections.flatMap(describeSection)).toEqual([
      'system system <- default',
      'hostname ap-7 <- configuration: configuration general.hostname',
      'timezone UTC <- template: template 0 general.timezone',
      'zonename UTC <- template: template 0 general.timezone',
      'device device_lan <- template: template 0 interfaces[0].name',
      'name br-lan <- template: template 0 interfaces[0].name',
      'ports eth0 <- template: template 0 interfaces[0].bridge_members[0]',
      'ports eth1 <- template: template 1 interfaces[0].bridge_members[1]',
      'stp 0 <- template: template 1 interfaces[0].stp',
      'type bridge <- template: template 0 interfaces[0].type',
      'interface lan <- template: template 0 interfaces[0].name',
      'device br-lan <- template: template 0 interfaces[0].name',
      'ipaddr 10.0.7.1 <- variable: template 0 interfaces[0].addresses[0].address {{site}}',
      'netmask 255.255.255.0 <- template: template 0 interfaces[0].addresses[0].mask',
      'proto static <- template: template 0 interfaces[0].addresses[0].proto',
      'wifi-device radio0 <- template: template 0 radios[0].name',
      'band 2g <- template: template 0 radios[0].band',
      'channel 11 <- configuration: configuration radios[0].channel',
      'htmode HT20 <- template: template 0 radios[0].channel_width',
      'type mac80211 <- default',
      'wifi-iface wifi_wlan0 <- template: template 1 interfaces[1].name',
      'device radio0 <- template: template 1 interfaces[1].wireless.radio',
      'encryption psk2+ccmp <- template: template 1 interfaces[1].wireless.encryption.cipher',
      'ifname wlan0 <- template: template 1 interfaces[1].name',
      'key secret pass phrase <- variable: template 1 interfaces[1].wireless.encryption.key {{key}}',
      'mode ap <- template: template 1 interfaces[1].wireless.mode',
      'ssid Quarry 7 <- variable: template 1 interfaces[1].wireless.ssid {{company}} {{site}}',
    ]);
    expect(files.map((file) => `${file.path} <- ${describeSources(file)}`)).toEqual([
      'etc/banner <- variable: configuration files[0].path, configuration files[0].mode, configuration files[0].contents {{site}}',
    ]);
  });

  test('has every line of the output, and changes nothing', () => {
    fc.assert(
      fc.property(readableDocument, readableDocument, (template, config) => {
        const input = { config, templates: [template] };
        const before = JSON.stringify(input);
        const configuration = createConfiguration(OPENWRT, input);
        if (configuration.problems().length > 0) return;
        const { sections } = explainConfiguration(OPENWRT, input);
        expect(JSON.stringify(input)).toBe(before);
        const lines = sections.flatMap((section) =>
          section.lines.map(({ option, value }) => [option, value]),
        );
        const written = configuration
          .sections()
          .flatMap(({ options }) =>
            [...options].flatMap(([option, value]) => [value].flat().map((text) => [option, text])),
          );
        expect(lines).toEqual(written);
      }),
      { numRuns: 30 },
    );
  });

  test('blames a layer that is really needed for the line', () => {
    const { sections } = explainConfiguration(OPENWRT, INPUT);
    const { templates = [], ...rest } = INPUT;
    const without = createConfiguration(OPENWRT, { ...rest, templates: templates.slice(0, 1) }).render();
    const fromSecond = sections.flatMap((section) =>
      section.lines.filter(({ sources }) => sources.some(({ template }) => template === 1)),
    );
    expect(fromSecond.length).toBeGreaterThan(5);
    for (const { option, value } of fromSecond)
      expect(without).not.toContain(`\toption ${option} '${value}'`);
  });

  test('works for VPN servers', () => {
    const { sections } = explainConfiguration('openwisp_controller.vpn_backends.OpenVpn', {
      templates: [{ openvpn: [{ name: 'site', mode: 'server', proto: 'udp', dev: 'tun0', port: 1194 }] }],
      config: {
        openvpn: [{ name: 'site', port: 1200, data_ciphers: [{ cipher: 'AES-256-GCM', optional: true }] }],
      },
    });
    expect(sections.flatMap(describeSection)).toEqual([
      'openvpn site <- template: template 0 openvpn[0].name',
      'mode server <- template: template 0 openvpn[0].mode',
      'proto udp <- template: template 0 openvpn[0].proto',
      'dev tun0 <- template: template 0 openvpn[0].dev',
      'port 1200 <- configuration: configuration openvpn[0].port',
      'data-ciphers ?AES-256-GCM <- configuration: configuration openvpn[0].data_ciphers[0].cipher',
    ]);
  });

  test('an empty document has nothing to explain', () => {
    expect(explainConfiguration(OPENWRT, { config: {} })).toEqual({ sections: [], files: [] });
  });

  test('refuses what it cannot explain', () => {
    const explain = (input: ConfigurationInput) => () => explainConfiguration(OPENWRT, input);
    expect(explain({ native: "package system\n\nconfig system 'system'\n" })).toThrow(ConfigurationError);
    expect(explain({ config: { general: { hostname: 5 } } })).toThrow(ConfigurationError);
    expect(explain({ config: { pkg: Array.from({ length: 2001 }, (_, index) => index) } })).toThrow(
      /more than 2000/,
    );
  });
});
