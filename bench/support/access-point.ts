import type { JsonObject } from '@netloom/netjson-config';

export interface AccessPoint {
  readonly config: JsonObject;
  readonly templates: readonly JsonObject[];
  readonly context: JsonObject;
}

const wlan = (radio: number, index: number): JsonObject => ({
  name: `wlan${radio}-${index}`,
  type: 'wireless',
  wireless: {
    radio: `radio${radio}`,
    mode: 'access_point',
    ssid: `{{ ssid_${index} }}`,
    isolate: true,
    encryption: { protocol: 'wpa2_personal', key: `{{ key_${index} }}`, cipher: 'ccmp', ieee80211w: '1' },
    network: [['lan', 'guest', 'iot'][index] ?? 'lan'],
  },
});

const bridge = (name: string, members: string[], third: number): JsonObject => ({
  name,
  type: 'bridge',
  bridge_members: members,
  stp: true,
  addresses: [
    {
      proto: 'static',
      family: 'ipv4',
      address: `10.${third}.{{ site }}.1`.replace('{{ site }}', '7'),
      mask: 24,
    },
    { proto: 'dhcp', family: 'ipv6' },
  ],
});

/** An access point as fleets have them: two radios, six networks, eight interfaces, five templates, 40 variables. */
export function accessPoint(): AccessPoint {
  const context: JsonObject = { hostname: 'ap-17', site: '7', vpn_host: 'vpn.example.net', mtu: '1500' };
  for (let index = 0; index < 3; index += 1) {
    context[`ssid_${index}`] = `Network ${index}`;
    context[`key_${index}`] = `long pass phrase number ${index}`;
  }
  for (let index = Object.keys(context).length; index < 40; index += 1)
    context[`variable_${index}`] = `value ${index}`;
  const variables = Array.from({ length: 30 }, (_, index) => `option_{{ variable_${index + 10} }}`);

  return {
    context,
    config: {
      general: { hostname: '{{ hostname }}' },
      radios: [{ name: 'radio0', channel: 11 }],
      interfaces: [{ name: 'lan', dns_search: 'site-{{ site }}.example.net' }],
    },
    templates: [
      {
        general: { timezone: 'Europe/Berlin', ula_prefix: 'fd3a:8c11:20::/48' },
        ntp: { enabled: true, server: ['0.openwrt.pool.ntp.org', '1.openwrt.pool.ntp.org'] },
        dns_servers: ['9.9.9.9', '149.112.112.112'],
      },
      {
        interfaces: [
          { name: 'eth0', type: 'ethernet', addresses: [{ proto: 'dhcp', family: 'ipv4' }] },
          { name: 'eth1', type: 'ethernet', mtu: 1500 },
          bridge('lan', ['eth1', 'eth2'], 10),
          bridge('guest', ['eth3'], 20),
          bridge('iot', ['eth4'], 30),
          { name: 'eth5', type: '8021q', vid: 7, network: 'management' },
          { name: 'wg0', type: 'wireguard', port: 51820, private_key: 'cHJpdmF0ZQ==', addresses: [] },
          { name: 'lo', type: 'loopback' },
        ].map((entry, index) => ({ ...entry, id: `if${index}` })),
      },
      {
        radios: [
          { name: 'radio0', protocol: '802.11n', channel: 6, channel_width: 20, country: 'DE', phy: 'phy0' },
          {
            name: 'radio1',
            protocol: '802.11ac',
            channel: 36,
            channel_width: 80,
            country: 'DE',
            phy: 'phy1',
          },
        ],
        interfaces: [0, 1].flatMap((radio) => [0, 1, 2].map((index) => wlan(radio, index))),
      },
      {
        openvpn: [
          {
            name: 'management',
            mode: 'p2p',
            proto: 'udp',
            dev: 'tun0',
            remote: [{ host: '{{ vpn_host }}', port: 1194 }],
            ca: '/etc/x509/ca.pem',
            cert: '/etc/x509/cert.pem',
            key: '/etc/x509/key.pem',
            cipher: 'AES-256-GCM',
            tls_client: true,
            nobind: true,
          },
        ],
        files: [
          { path: '/etc/x509/ca.pem', mode: '0600', contents: 'certificate of the authority\n'.repeat(50) },
          { path: '/etc/banner', mode: '0644', contents: 'This is {{ hostname }} at site {{ site }}.\n' },
        ],
      },
      {
        dropbear: [{ config_name: 'dropbear', config_value: 'main', Port: '22', PasswordAuth: false }],
        firewall: variables.map((value, index) => ({
          config_name: 'rule',
          config_value: `rule_${index}`,
          name: value,
          src: 'wan',
          proto: ['tcp', 'udp'],
          dest_port: String(1000 + index),
          target: 'ACCEPT',
        })),
      },
    ],
  };
}
