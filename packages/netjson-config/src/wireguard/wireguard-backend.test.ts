import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../index.ts';
import { autoClient, ConfigurationError, createConfiguration } from '../index.ts';

const WIREGUARD = 'openwisp_controller.vpn_backends.Wireguard';
const INTERFACE = { name: 'wg0', port: 51820, private_key: 'k', address: '10.0.0.1/24' };

function render(instance: JsonObject): string {
  return createConfiguration(WIREGUARD, { config: { wireguard: [{ ...INTERFACE, ...instance }] } }).render();
}

describe('WireGuard', () => {
  test('a value cannot add a setting, but a command may have lines', () => {
    expect(() => render({ address: '10.0.0.1/24\nPostUp = sh' })).toThrow(ConfigurationError);
    expect(() => render({ 'a\nb': 'c' })).toThrow(ConfigurationError);
    expect(() => render({ peers: [{ public_key: 'p', allowed_ips: 'a\nb' }] })).toThrow(ConfigurationError);
    expect(render({ post_up: 'one\ntwo' })).toContain('PostUp = one\ntwo\n');
  });

  test('the name of an interface cannot lead out of the archive', () => {
    expect(() => render({ name: '../etc/x' })).toThrow(ConfigurationError);
  });

  test('the address of an IPv6 endpoint is told from its port', () => {
    const peer = { public_key: 'p', allowed_ips: '::/0', endpoint_host: '2001:db8::1', endpoint_port: 5 };
    expect(render({ peers: [peer] })).toContain('Endpoint = [2001:db8::1]:5\n');
  });

  test('an interface without address is refused', () => {
    const { address: _, ...instance } = INTERFACE;
    const configuration = createConfiguration(WIREGUARD, { config: { wireguard: [instance] } });
    expect(() => configuration.render()).toThrow(/needs an "address"/);
  });

  test('clients for OpenWrt are valid documents', () => {
    const args = {
      host: 'h',
      server: { name: 'wg0' },
      private_key: 'k',
      public_key: 'p',
      ip_address: '10.0.0.2',
    };
    for (const config of [
      autoClient.openwrtWireguard({ ...args, server_ip_network: '10.0.0.0/24' }),
      autoClient.openwrtVxlanWireguard({ ...args, server_ip_network: '10.0.0.0/24', vni: 7 }),
      autoClient.openwrtZerotier({ networks: [{ id: '0123456789abcdef', ifname: 'zt0' }] }),
    ]) {
      expect(createConfiguration('netjsonconfig.OpenWrt', { config }).problems()).toEqual([]);
    }
  });
});
