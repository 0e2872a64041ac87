import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { canMakeNamespaces } from '../../../testing/network-namespace.ts';
import { startFleetBox, type FleetBox } from '../../../testing/start-fleet-box.ts';

const address = (name: string, local: string, more: object = {}) => ({
  name,
  type: 'ethernet',
  addresses: [{ proto: 'static', family: 'ipv4', address: local, mask: 24 }],
  ...more,
});

/** What this machine lacks is only asked for: programs, kinds of links. */
describe.skipIf(!canMakeNamespaces())('what other programs and kernels are told', () => {
  let box: FleetBox;
  afterEach(() => box?.stop());

  const applied = async (document: object): Promise<string[]> => {
    box.forget();
    const outcome = await box.apply(document);
    expect(outcome.ok ? '' : outcome.error).toBe('');
    return box.commands.filter((line) => !line.startsWith('chown '));
  };

  test('networkd reads its files, sets up what they name, and links that are gone are deleted', async () => {
    box = await startFleetBox(
      { NETLOOM_FLEET_APPLIER: 'networkd' },
      { instead: (line) => (line.startsWith('networkctl ') ? '' : undefined) },
    );
    const bridge = { name: 'br0', type: 'bridge', bridge_members: ['eth1'], addresses: [] };
    const commands = await applied({
      interfaces: [address('eth0', '10.1.0.2'), { name: 'eth1', type: 'ethernet' }, bridge],
      dns_servers: ['192.0.2.53'],
    });
    expect(commands).toEqual([
      'networkctl reload',
      'networkctl reconfigure eth0',
      'networkctl reconfigure eth1',
    ]);
    const etc = join(box.root, 'etc/systemd');
    expect(readFileSync(join(etc, 'network/10-netloom-eth0.network'), 'utf8')).toContain(
      'Address=10.1.0.2/24',
    );
    expect(readFileSync(join(etc, 'network/10-netloom-br0.netdev'), 'utf8')).toContain('Kind=bridge');
    expect(readFileSync(join(etc, 'resolved.conf.d/90-netloom.conf'), 'utf8')).toContain('DNS=192.0.2.53');
    // As networkd has made it meanwhile.
    await box.namespace.exec('ip link add br0 type bridge');
    expect(await applied({ interfaces: [address('eth0', '10.1.0.2')] })).toEqual([
      'ip link delete br0',
      'networkctl reload',
      'networkctl reconfigure eth0',
    ]);
    expect(() => readFileSync(join(etc, 'network/10-netloom-br0.netdev'))).toThrow('ENOENT');
    // Rolled back: networkd reads the former files again. What others had given a link that only the attempt has
    // named, networkd has dropped; it comes back, too.
    await box.namespace.exec('ip link set eth1 up');
    await box.namespace.exec('ip addr add 192.0.2.7/24 dev eth1');
    await box.namespace.exec('ip route add 198.51.100.0/24 via 192.0.2.1 dev eth1');
    box.forget();
    const before = await box.picture();
    await box.apply(
      { interfaces: [address('eth1', '10.7.0.2')] },
      {
        test: async () => {
          await box.namespace.exec('ip addr flush dev eth1');
          return 'no answer';
        },
      },
    );
    expect(await box.picture()).toEqual(before);
    expect(box.commands.filter((line) => line.startsWith('networkctl '))).toEqual([
      'networkctl reload',
      'networkctl reconfigure eth1',
      'networkctl reload',
      'networkctl reconfigure eth0',
      'networkctl reconfigure eth1',
    ]);
  });

  test('wireguard gets keys by files and peers, and no secret by its command line', async () => {
    box = await startFleetBox(
      {},
      {
        // A bridge stands for the link that this kernel cannot make.
        instead: (line) => (line.startsWith('wg ') || line.endsWith('type wireguard') ? '' : undefined),
      },
    );
    await box.namespace.exec('ip link add wg0 type bridge');
    const key = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=';
    const tunnel = {
      interfaces: [
        {
          name: 'wg0',
          type: 'wireguard',
          private_key: key,
          port: 51_820,
          addresses: [{ proto: 'static', family: 'ipv4', address: '10.5.0.2', mask: 24 }],
        },
      ],
      wireguard_peers: [
        {
          interface: 'wg0',
          public_key: key,
          allowed_ips: ['10.5.0.0/24', '2001:db8:5::/64'],
          endpoint_host: '192.0.2.9',
          endpoint_port: 51_820,
          persistent_keepalive: 25,
          preshared_key: key,
        },
      ],
    };
    const commands = await applied(tunnel);
    const told = commands.find((line) => line.startsWith('wg set')) ?? '';
    expect(told).toMatch(
      /^wg set wg0 private-key \S+ listen-port 51820 peer A+= preshared-key \S+ allowed-ips 10\.5\.0\.0\/24,2001:db8:5::\/64 endpoint 192\.0\.2\.9:51820 persistent-keepalive 25$/,
    );
    const [, keyFile = ''] = /private-key (\S+)/.exec(told) ?? [];
    expect(readFileSync(keyFile, 'utf8').trim()).toBe(key);
    // No secret in any command line.
    expect(commands.join('\n').replaceAll(`peer ${key}`, '')).not.toContain(key);
  });

  test('VLANs of links and of bridges that filter them', async () => {
    let shown = '[]';
    box = await startFleetBox(
      {},
      {
        instead: (line) => {
          if (line.startsWith('bridge -json vlan')) return shown;
          if (line.startsWith('bridge vlan') || line.includes('vlan_filtering')) return '';
          return line.includes('type vlan') ? '' : undefined;
        },
      },
    );
    const filtering = {
      interfaces: [
        { name: 'eth1', type: 'ethernet' },
        {
          name: 'br0',
          type: 'bridge',
          bridge_members: ['eth1'],
          addresses: [],
          vlan_filtering: [
            { vlan: 10, ports: [{ ifname: 'eth1', tagging: 'u', primary_vid: true }] },
            { vlan: 20, ports: [{ ifname: 'eth1', tagging: 't' }] },
          ],
        },
      ],
    };
    shown = JSON.stringify([
      {
        ifname: 'eth1',
        vlans: [
          { vlan: 1, flags: ['PVID', 'Egress Untagged'] },
          { vlan: 30, vlanEnd: 31, flags: [] },
        ],
      },
    ]);
    const commands = await applied(filtering);
    expect(commands.filter((line) => line.startsWith('bridge vlan') && line.includes('eth1'))).toEqual([
      'bridge vlan del dev eth1 vid 1',
      'bridge vlan del dev eth1 vid 30',
      'bridge vlan del dev eth1 vid 31',
      'bridge vlan add dev eth1 vid 10 pvid untagged',
      'bridge vlan add dev eth1 vid 20',
    ]);
    expect(commands).toContainEqual(
      expect.stringMatching(/^ip link set dev br0 type bridge .*vlan_filtering 1/),
    );
    // Nothing to do for those that are as wanted.
    shown = JSON.stringify([
      { ifname: 'eth1', vlans: [{ vlan: 10, flags: ['PVID', 'Egress Untagged'] }, { vlan: 20 }] },
    ]);
    const again = await applied(filtering);
    expect(again.filter((line) => line.startsWith('bridge vlan') && line.includes('eth1'))).toEqual([]);
    // The link itself cannot be there: that it is asked for is all that this kernel lets see.
    box.forget();
    const outcome = await box.apply({ interfaces: [{ type: '8021q', name: 'eth1', vid: 5 }] });
    expect(box.commands).toContain('ip link add link eth1 name eth1.5 type vlan proto 802.1q id 5');
    expect(outcome.ok ? '' : outcome.error).toContain('there is no interface eth1.5');
  });

  test('radios get their country; that they cannot is no failure', async () => {
    const refuse = (line: string): undefined => {
      if (line.startsWith('iw ')) throw new Error('command failed: No such device (-19)');
    };
    box = await startFleetBox({}, { instead: refuse });
    const radio = { name: 'radio0', phy: 'phy0', protocol: '802.11n', channel: 6, channel_width: 20 };
    const commands = await applied({ radios: [{ ...radio, country: 'DE', tx_power: 10 }] });
    expect(commands).toContain('iw reg set DE');
  });
});
