import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { canMakeNamespaces } from '../../../testing/network-namespace.ts';
import { startFleetBox, type FleetBox } from '../../../testing/start-fleet-box.ts';

const fixed = (address: string, mask: number, more: object = {}) => ({
  proto: 'static',
  family: address.includes(':') ? 'ipv6' : 'ipv4',
  address,
  mask,
  ...more,
});
const ethernet = (name: string, ...addresses: object[]) => ({ name, type: 'ethernet', addresses });

describe.skipIf(!canMakeNamespaces())('a configuration set up with ip', () => {
  let box: FleetBox;
  beforeEach(async () => {
    box = await startFleetBox();
  }, 30_000);
  afterEach(() => box?.stop());

  const applied = async (document: object): Promise<void> => {
    const outcome = await box.apply(document);
    expect(outcome.ok ? '' : outcome.error).toBe('');
  };
  /** Applied twice, the second time changes nothing. */
  const appliedTwice = async (document: object): Promise<void> => {
    await applied(document);
    const before = await box.picture();
    box.forget();
    await applied(document);
    expect(box.commands.filter((line) => !line.startsWith('chown '))).toEqual([]);
    expect(await box.picture()).toEqual(before);
  };
  const addresses = async (name: string): Promise<string[]> => {
    const shown = await box.namespace.exec(`ip -o addr show dev ${name} scope global`);
    return [...shown.matchAll(/inet6? (\S+)/g)].map(([, address]) => address ?? '');
  };
  const ip = (words: string): Promise<string> => box.namespace.exec(`ip ${words}`);

  test('addresses of both families come and go', async () => {
    await ip('addr add 192.0.2.1/24 dev eth0');
    await ip('addr add 2001:db8:9::1/64 dev eth0');
    await appliedTwice({
      interfaces: [ethernet('eth0', fixed('10.1.0.2', 24), fixed('2001:db8:1::2', 64)), ethernet('eth1')],
    });
    expect(await addresses('eth0')).toEqual(['10.1.0.2/24', '2001:db8:1::2/64']);
    expect(await ip('-br link show eth1')).toMatch(/UP/);
    await appliedTwice({
      interfaces: [
        ethernet('eth0', fixed('10.1.0.3', 24), fixed('10.1.0.2', 25), fixed('2001:db8:1::2', 48)),
      ],
    });
    expect((await addresses('eth0')).toSorted()).toEqual(['10.1.0.2/25', '10.1.0.3/24', '2001:db8:1::2/48']);
  });

  test('a first address that goes does not take those of its network along', async () => {
    await box.namespace.exec(
      'sysctl -q -w net.ipv4.conf.all.promote_secondaries=0 net.ipv4.conf.eth0.promote_secondaries=0',
    );
    await applied({ interfaces: [ethernet('eth0', fixed('10.1.0.2', 24), fixed('10.1.0.3', 24))] });
    await appliedTwice({ interfaces: [ethernet('eth0', fixed('10.1.0.3', 24), fixed('10.1.0.4', 24))] });
    expect((await addresses('eth0')).toSorted()).toEqual(['10.1.0.3/24', '10.1.0.4/24']);
  });

  test('an address that came with a lease becomes one for good', async () => {
    await ip('addr add 10.1.0.2/24 dev eth0 valid_lft 100 preferred_lft 100');
    await appliedTwice({ interfaces: [ethernet('eth0', fixed('10.1.0.2', 24))] });
    expect(await ip('addr show eth0')).toContain('valid_lft forever');
  });

  test('the size of packets, the hardware address, and links that are down or left to others', async () => {
    await ip('link set eth1 up');
    await appliedTwice({
      interfaces: [
        { ...ethernet('eth0', fixed('10.1.0.2', 24)), mtu: 1400, mac: '02:00:00:00:00:07' },
        { ...ethernet('eth1', fixed('10.2.0.2', 24)), disabled: true },
      ],
    });
    expect(await ip('link show eth0')).toMatch(/mtu 1400[^]*02:00:00:00:00:07/);
    expect(await ip('link show eth1')).not.toMatch(/<[^>]*\bUP\b/);
    await ip('link set eth1 up');
    await appliedTwice({ interfaces: [{ ...ethernet('eth1', fixed('10.2.0.2', 24)), autostart: false }] });
    expect(await ip('link show eth1')).toMatch(/<[^>]*\bUP\b/);
    expect(await addresses('eth1')).toEqual(['10.2.0.2/24']);
  });

  test('a bridge with its options, which go back to those of the kernel', async () => {
    const bridge = {
      name: 'br0',
      type: 'bridge',
      bridge_members: ['eth1'],
      addresses: [fixed('10.2.0.1', 24)],
    };
    await appliedTwice({
      interfaces: [
        {
          ...bridge,
          stp: true,
          forward_delay: 4,
          hello_time: 1,
          max_age: 10,
          ageing_time: 60,
          priority: 4096,
        },
      ],
    });
    const details = await ip('-d link show br0');
    for (const option of [
      'stp_state 1',
      'forward_delay 400',
      'hello_time 100',
      'max_age 1000',
      'ageing_time 6000',
      'priority 4096',
    ])
      expect(details).toContain(option);
    expect(await ip('link show master br0')).toContain('eth1');
    await appliedTwice({ interfaces: [{ ...bridge, bridge_members: [] }] });
    const usual = await ip('-d link show br0');
    for (const option of ['stp_state 0', 'forward_delay 1500', 'ageing_time 30000', 'priority 32768'])
      expect(usual).toContain(option);
    expect(await ip('link show master br0')).not.toContain('eth1');
    await applied({ interfaces: [ethernet('eth0')] });
    expect(await ip('link show')).not.toContain('br0');
  });

  test('a tunnel of VXLAN is made anew when its definition changes', async () => {
    const tunnel = (vni: number) => ({
      interfaces: [
        ethernet('eth0', fixed('10.1.0.2', 24)),
        {
          name: 'vx0',
          type: 'vxlan',
          vtep: '10.1.0.9',
          port: 4789,
          vni,
          tunlink: 'eth0',
          rxcsum: true,
          txcsum: vni === 7,
          addresses: [fixed('10.3.0.1', 24)],
        },
      ],
    });
    await appliedTwice(tunnel(7));
    expect(await ip('-d link show vx0')).toContain(' udpcsum ');
    expect(await ip('-d link show vx0')).toMatch(/vxlan id 7 remote 10\.1\.0\.9 dev eth0.* dstport 4789/);
    await appliedTwice(tunnel(8));
    expect(await ip('-d link show vx0')).toContain('vxlan id 8');
    expect(await ip('-d link show vx0')).toContain(' noudpcsum ');
    expect(await addresses('vx0')).toEqual(['10.3.0.1/24']);
  });

  test('routes of all sorts, and no others', async () => {
    await ip('route add 198.51.100.0/24 dev eth0');
    const route = (destination: string, more: object = {}) => ({
      device: 'eth0',
      destination,
      next: '',
      cost: 0,
      ...more,
    });
    const document = {
      interfaces: [
        ethernet(
          'eth0',
          fixed('10.1.0.2', 24, { gateway: '10.1.0.1' }),
          fixed('10.1.0.3', 24),
          fixed('2001:db8:1::2', 64, { gateway: '2001:db8:1::1' }),
        ),
      ],
      routes: [
        route('203.0.113.0/24', { next: '10.1.0.9', cost: 5, source: '10.1.0.3', mtu: '1400' }),
        route('203.0.113.0/24', { next: '10.1.0.8', cost: 9, table: '100' }),
        route('192.0.2.0/24', { next: '172.16.0.1', onlink: true }),
        route('10.66.0.0/16', { type: 'blackhole' }),
        route('10.67.0.0/16', { type: 'unreachable' }),
        route('10.68.0.1/32', { type: 'local' }),
        route('2001:db8:66::/48', { next: '2001:db8:1::9', cost: 7, source: '2001:db8:1::2' }),
        route('2001:db8:67::/48', { next: '2001:db8:1::9', table: '100' }),
        route('2001:db8:68::/48', { type: 'prohibit' }),
      ],
    };
    await appliedTwice(document);
    const routes = `${await ip('-4 route show table all')}${await ip('-6 route show table all')}`;
    for (const line of [
      'default via 10.1.0.1 dev eth0 proto 98',
      '203.0.113.0/24 via 10.1.0.9 dev eth0 proto 98 src 10.1.0.3 metric 5 mtu 1400',
      '203.0.113.0/24 via 10.1.0.8 dev eth0 table 100 proto 98 metric 9',
      '192.0.2.0/24 via 172.16.0.1 dev eth0 proto 98 onlink',
      'blackhole 10.66.0.0/16 proto 98',
      'unreachable 10.67.0.0/16 proto 98',
      'local 10.68.0.1 dev eth0 table local proto 98',
      'default via 2001:db8:1::1 dev eth0 proto 98 metric 1024',
      '2001:db8:66::/48 via 2001:db8:1::9 dev eth0 proto 98 src 2001:db8:1::2 metric 7',
      '2001:db8:67::/48 via 2001:db8:1::9 dev eth0 table 100 proto 98 metric 1024',
      'prohibit 2001:db8:68::/48 dev lo proto 98 metric 1024',
    ])
      expect(routes).toContain(line);
    expect(routes).not.toContain('198.51.100.0/24');
    await appliedTwice({ interfaces: [ethernet('eth0', fixed('10.1.0.2', 24))] });
    const left = `${await ip('-4 route show table all')}${await ip('-6 route show table all')}`;
    expect(left).not.toContain('proto 98');
  });

  test('a route waits for the address that it is sent from', async () => {
    await box.namespace.exec('sysctl -q -w net.ipv6.conf.eth0.accept_dad=1');
    await ip('link set eth0 down');
    await ip('link set to-eth1 down');
    const route = { device: 'eth0', destination: '2001:db8:66::/48', next: '2001:db8:1::9', cost: 7 };
    await applied({
      interfaces: [ethernet('eth0', fixed('2001:db8:1::2', 64))],
      routes: [{ ...route, source: '2001:db8:1::2' }],
    });
    expect(await ip('-6 route show')).toContain('src 2001:db8:1::2 metric 7');
  });

  test('rules of policy routing, and none of somebody else', async () => {
    await ip('rule add from 192.0.2.0/24 lookup 200 priority 77');
    const rule = (more: object) => ({
      action: '',
      dest: '',
      goto: 0,
      in: '',
      invert: false,
      lookup: '',
      mark: '',
      out: '',
      priority: 0,
      src: '',
      tos: 0,
      ...more,
    });
    const rules = [
      { in: 'eth0', lookup: '100', priority: 1000 },
      { mark: '1/0xff', lookup: '100', priority: 1001 },
      { mark: '0x2', tos: 16, lookup: 'main', priority: 1002 },
      { src: '10.1.0.0/16', dest: '10.2.0.0/16', invert: true, lookup: '254', priority: 1003 },
      { src: '10.9.0.0/16', action: 'unreachable', priority: 1004 },
      { src: '10.8.0.0/16', lookup: '100' },
      { src: '2001:db8::/32', out: 'eth0', lookup: '100', priority: 1005 },
    ].map(rule);
    const clean = rules.map((one) =>
      Object.fromEntries(
        Object.entries(one).filter(([, value]) => value !== '' && value !== 0 && value !== false),
      ),
    );
    await appliedTwice({ interfaces: [ethernet('eth0')], ip_rules: clean });
    const shown = `${await ip('-4 rule show')}${await ip('-6 rule show')}`;
    for (const line of [
      /1000:\s+from all iif eth0 lookup 100 proto 98/,
      /1001:\s+from all fwmark 0x1\/0xff lookup 100 proto 98/,
      /1002:\s+from all tos (0x10|lowdelay) fwmark 0x2 lookup main proto 98/,
      /1003:\s+not from 10\.1\.0\.0\/16 to 10\.2\.0\.0\/16 lookup main proto 98/,
      /1004:\s+from 10\.9\.0\.0\/16 unreachable proto 98|1004:\s+from 10\.9\.0\.0\/16 proto 98 unreachable/,
      /\d+:\s+from 10\.8\.0\.0\/16 lookup 100 proto 98/,
      /1005:\s+from 2001:db8::\/32 oif eth0 lookup 100 proto 98/,
      /77:\s+from 192\.0\.2\.0\/24 lookup 200/,
    ])
      expect(shown).toMatch(line);
    await appliedTwice({ interfaces: [ethernet('eth0')] });
    const left = `${await ip('-4 rule show')}${await ip('-6 rule show')}`;
    expect(left).not.toContain('proto 98');
    expect(left).toContain('lookup 200');
  });

  test('an interface that the next configuration does not name gives its addresses back', async () => {
    await applied({
      interfaces: [ethernet('eth0', fixed('10.1.0.2', 24)), ethernet('eth1', fixed('10.2.0.2', 24))],
    });
    await applied({ interfaces: [ethernet('eth0', fixed('10.1.0.2', 24))] });
    expect(await addresses('eth1')).toEqual([]);
    expect(await addresses('eth0')).toEqual(['10.1.0.2/24']);
  });
});
