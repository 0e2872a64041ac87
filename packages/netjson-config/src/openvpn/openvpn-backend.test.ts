import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../index.ts';
import { autoClient, ConfigurationError, createConfiguration, parseNative } from '../index.ts';

const OPENVPN = 'openwisp_controller.vpn_backends.OpenVpn';
const SERVER = { name: 'site', mode: 'server', proto: 'udp', dev: 'tun0' };

function render(instance: JsonObject): string {
  return createConfiguration(OPENVPN, { config: { openvpn: [{ ...SERVER, ...instance }] } }).render();
}

describe('OpenVPN', () => {
  test('a value cannot add a directive', () => {
    for (const instance of [
      { custom: 'a\nup /bin/sh' },
      { custom: ['a', 'b\r\nc'] },
      { 'a\nb': true },
      { local: 'a\u0000b' },
    ]) {
      expect(() => render(instance), JSON.stringify(instance)).toThrow(ConfigurationError);
    }
    const { problems } = refusal(() => render({ custom: ['a', 'b\nc'] }));
    expect(problems[0]?.path).toEqual(['openvpn', 0, 'custom']);
  });

  test('reads the text of clients', () => {
    const text =
      '# openvpn config: laptop\r\n\r\ndev tun0\r\nmode p2p\r\nproto udp\r\nremote gw.example 1194\r\nremote gw2.example 443 tcp\r\n';
    expect(parseNative(OPENVPN, text)).toEqual({
      openvpn: [
        {
          name: 'laptop',
          dev: 'tun0',
          mode: 'p2p',
          proto: 'udp',
          remote: [
            { host: 'gw.example', port: 1194 },
            { host: 'gw2.example', port: 443, proto: 'tcp' },
          ],
        },
      ],
    });
  });

  test('writes a directive that was repeated as often as it was read', () => {
    const text = '# openvpn config: site\n\ndev tun0\nmode server\nproto udp\npush a b\npush c d\n';
    const configuration = createConfiguration(OPENVPN, { native: text });
    expect(configuration.render()).toBe(text);
    expect(configuration.document).toEqual({ openvpn: [{ ...SERVER, push: 'c d' }] });
  });

  test('the client of a server is a valid document for devices and for the backend', () => {
    const config = autoClient.openvpn({
      host: 'vpn.example',
      server: { ...SERVER, server: '10.8.0.0 255.255.255.0', tls_server: true, port: 0 },
      ca_path: '/etc/x509/ca.pem',
      ca_contents: 'CA',
    });
    expect(createConfiguration(OPENVPN, { config }).render()).toContain('remote vpn.example 1195\n');
    expect(
      createConfiguration('netjsonconfig.OpenWrt', { config })
        .members()
        .map(({ name }) => name),
    ).toEqual(['etc/config/openvpn', 'etc/x509/ca.pem']);
    expect(() => autoClient.openvpn({ host: 'h', server: { ns_cert_type: 'server' } })).toThrow(
      ConfigurationError,
    );
  });
});

function refusal(operation: () => unknown): ConfigurationError {
  try {
    operation();
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
