import { expect, test } from 'vitest';
import { createConfiguration } from '../configuration.ts';

function problemsOf(config: object): string[] {
  const configuration = createConfiguration('netjsonconfig.OpenWrt', { config: JSON.stringify(config) });
  return configuration
    .problems()
    .map(({ path, keyword, message }) => `${path.join('.')} ${keyword}: ${message}`);
}

test('names the wrong field of the interface that was meant', () => {
  const interfaces = [
    {
      name: 'wlan0',
      type: 'wireless',
      wireless: {
        radio: 'radio0',
        mode: 'access_point',
        ssid: 'x',
        encryption: { protocol: 'wpa2_personal', key: 'short' },
      },
    },
  ];
  expect(problemsOf({ interfaces })).toEqual([
    'interfaces.0.wireless.encryption.key minLength: "key" must have at least 8 characters.',
  ]);
});

test('collects what is wrong in different places', () => {
  const config = {
    general: { hostname: 'bad_name', timezone: 'Nowhere' },
    radios: [{ name: 'radio0', protocol: '802.11ac', channel: 36, channel_width: 30 }],
    interfaces: [
      {
        name: 'br',
        type: 'bridge',
        bridge_members: [],
        addresses: [{ proto: 'static', family: 'ipv4', address: '10.0.0.300', mask: 24 }],
      },
    ],
    files: [{ path: '/../x', mode: '0644', contents: '' }],
  };
  expect(problemsOf(config).map((problem) => problem.split(' ')[0])).toEqual([
    'general.hostname',
    'general.timezone',
    'interfaces.0.addresses.0.address',
    'radios.0.channel_width',
    'files.0.path',
  ]);
});
