import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { iwDev } from '../../../adapters/iw-dev.fixture.ts';
import { CommandError, runCommand, type RunCommand } from '../../../platform/commands/run-command.ts';
import { canMakeNamespaces, makeNamespace, type TestNamespace } from '../../../testing/network-namespace.ts';
import { startTestDevice, type TestDevice } from '../../../testing/start-test-device.ts';

type Sections = Record<string, { info?: string[]; error?: string; [name: string]: unknown }>;

const ipconfig = '/opt/wlanpi-common/networkinfo/ipconfig.sh';
const publicIp = '/opt/wlanpi-common/networkinfo/publicip.sh';

describe('the network in one object', () => {
  let device: TestDevice;
  let links: () => string;
  let iw: () => string;
  const asked: string[] = [];
  const failure = (stderr: string) =>
    new CommandError(['tool'], 'exit', `${stderr} (exit code 237)`, { stdout: '', stderr, exitCode: 237 });
  /** The tools of the kernel are played; scripts and files are real. */
  const run: RunCommand = async (argv, options) => {
    asked.push(argv.join(' '));
    const [program, ...words] = argv;
    if (program === 'ip') return { stdout: links(), stderr: '', exitCode: 0 };
    if (program === 'iw') return { stdout: iw(), stderr: '', exitCode: 0 };
    if (program === 'ethtool') {
      if (words[1] === 'wlan2') throw failure('Cannot get driver information: No such device');
      return { stdout: 'driver: mt7921u\nversion: 6.1.0\n', stderr: '', exitCode: 0 };
    }
    return runCommand(argv, options);
  };
  const describeNetwork = async (): Promise<Sections> => {
    const { status, body } = await device.call('GET', '/network/info/');
    expect(status).toBe(200);
    return body as Sections;
  };
  const place = async (path: string, content: string, mode = 0o644): Promise<void> => {
    const file = join(device.folder, 'root', path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
    await chmod(file, mode);
  };
  const script = (path: string, text: string) => place(path, `#!/bin/sh\n${text}\n`, 0o755);

  beforeAll(async () => {
    device = await startTestDevice({}, { run });
  });
  afterAll(() => device.stop());
  afterEach(() => rm(join(device.folder, 'root'), { recursive: true, force: true }));

  const address = (local: string, label?: string) => ({ family: 'inet', local, label });
  const reset = () => {
    links = () =>
      JSON.stringify([
        { ifname: 'lo', flags: ['LOOPBACK', 'UP'], addr_info: [address('127.0.0.1', 'lo')] },
        {
          ifname: 'eth0',
          flags: ['UP'],
          addr_info: [
            { family: 'inet6', local: 'fe80::1' },
            address('192.0.2.99', 'eth0:1'),
            address('192.0.2.2', 'eth0'),
            address('192.0.2.3', 'eth0'),
          ],
        },
        { ifname: 'eth0.20', flags: ['UP'], addr_info: [] },
        { ifname: 'br-lan', flags: ['UP'], addr_info: [] },
        { ifname: 'wlan0', flags: [], addr_info: [] },
        { ifname: 'wlan2', flags: ['UP'], addr_info: [] },
        { ifname: 'usb0', flags: ['UP'], addr_info: [address('192.0.2.50')] },
      ]);
    iw = () => iwDev;
  };
  beforeAll(reset);
  afterEach(reset);

  it('has exactly the sections that clients know', async () => {
    expect(Object.keys(await describeNetwork())).toEqual([
      'interfaces',
      'wlan_interfaces',
      'eth0_ipconfig_info',
      'vlan_info',
      'lldp_neighbour_info',
      'cdp_neighbour_info',
      'public_ip',
    ]);
  });

  it('sums up the interfaces whose names are one word', async () => {
    const { interfaces } = await describeNetwork();
    expect(interfaces).toEqual({
      lo: { status: 'UP', ip: '127.0.0.1' },
      eth0: { status: 'UP', ip: '192.0.2.2' },
      wlan0: { status: 'DOWN', ip: '-' },
      wlan2: { status: 'UP', ip: 'Monitor' },
      usb0: { status: 'UP', ip: '192.0.2.50' },
    });
  });

  it('describes the wireless interfaces', async () => {
    const { wlan_interfaces: wireless } = await describeNetwork();
    expect(wireless).toEqual({
      wlan2: { addr: '9CEFD5FA1102', mode: ['Monitor'], freq: 5500, channel: 100 },
      wlan1: {
        driver: 'mt7921u',
        addr: '9CEFD5FA1101',
        mode: ['Managed'],
        ssid: 'Café ',
        freq: 5180,
        channel: 36,
      },
      wlan0: { driver: 'mt7921u', addr: 'DCA632AABBCC', mode: ['AP'], freq: 2412, channel: 1 },
    });
  });

  it('tells how eth0 got its address', async () => {
    await script(
      ipconfig,
      'echo "IP: 192.0.2.2/24"; echo "DHCP server name: fritz.box"; echo "DHCP server address: 192.0.2.1"; echo noise >&2',
    );
    expect((await describeNetwork())['eth0_ipconfig_info']).toEqual({
      info: ['IP: 192.0.2.2/24', 'DHCP: fritz.box', 'DHCP IP: 192.0.2.1'],
    });
  });

  it.each([
    ['echo "eth0 is down"', { info: ['eth0 is down'], error: 'eth0 is down or not connected.' }],
    ['true', { info: [], error: 'eth0 is down or not connected.' }],
    ['echo bad >&2; exit 3', { error: 'Issue getting ipconfig (3): bad' }],
  ])('tells when eth0 has no address: %s', async (text, section) => {
    await script(ipconfig, text);
    expect((await describeNetwork())['eth0_ipconfig_info']).toEqual(section);
  });

  it('tells the neighbours and the VLAN that they name', async () => {
    await place('/tmp/lldpneigh.txt', 'Name: switch\nVLAN: 20\nPort: 7\n');
    await place('/tmp/cdpneigh.txt', 'Native VLAN: 99\n');
    const sections = await describeNetwork();
    expect(sections['lldp_neighbour_info']).toEqual({ info: ['Name: switch', 'VLAN: 20', 'Port: 7'] });
    expect(sections['cdp_neighbour_info']).toEqual({ info: ['Native VLAN: 99'] });
    expect(sections['vlan_info']).toEqual({ info: ['VLAN: 20'] });
  });

  it('takes the VLAN from CDP when LLDP names none', async () => {
    await place('/tmp/lldpneigh.txt', 'Name: switch\n');
    expect((await describeNetwork())['vlan_info']).toEqual({ info: [], error: 'No VLAN found' });
    await place('/tmp/cdpneigh.txt', 'Native VLAN: 99\n');
    expect((await describeNetwork())['vlan_info']).toEqual({ info: ['Native VLAN: 99'] });
  });

  it('tells the public address', async () => {
    await script(publicIp, 'echo 203.0.113.7; echo AS64500');
    expect((await describeNetwork())['public_ip']).toEqual({ info: ['203.0.113.7', 'AS64500'] });
  });

  it('says in a section what is absent, and goes on', async () => {
    expect(await describeNetwork()).toMatchObject({
      interfaces: { eth0: { status: 'UP' } },
      eth0_ipconfig_info: { error: expect.stringMatching(/^Issue getting ipconfig \(127\): /) as string },
      vlan_info: { info: [] },
      lldp_neighbour_info: { info: [] },
      cdp_neighbour_info: { info: [] },
      public_ip: { error: expect.stringMatching(/^Failed to detect public IP address: /) as string },
    });
  });

  it('says in a section what fails, and goes on', async () => {
    links = () => {
      throw failure('Cannot open netlink socket');
    };
    iw = () => {
      throw failure('nl80211 not found.');
    };
    await script(publicIp, 'exit 1');
    await mkdir(join(device.folder, 'root/tmp/lldpneigh.txt'), { recursive: true });
    const sections = await describeNetwork();
    expect(sections['interfaces']).toEqual({
      error: 'ifconfig error: Cannot open netlink socket (exit code 237)',
    });
    expect(sections['wlan_interfaces']).toEqual({ error: 'nl80211 not found. (exit code 237)' });
    expect(sections['lldp_neighbour_info']?.error).toMatch(/no regular file/);
    expect(sections['vlan_info']?.error).toMatch(/no regular file/);
    expect(sections['public_ip']).toEqual({
      error: 'Failed to detect public IP address: (exit code 1)',
    });
    expect(sections['cdp_neighbour_info']).toEqual({ info: [] });
  });

  it('knows no monitor where there is no wireless', async () => {
    iw = () => {
      throw failure('nl80211 not found.');
    };
    expect((await describeNetwork())['interfaces']).toMatchObject({ wlan2: { status: 'UP', ip: '-' } });
  });

  it('is asked once for all who come at the same time', async () => {
    await script(publicIp, 'sleep 0.5');
    asked.length = 0;
    await Promise.all([describeNetwork(), describeNetwork(), describeNetwork()]);
    expect(asked.filter((line) => line.startsWith('ip '))).toHaveLength(1);
  });

  it('has its slash at the end', async () => {
    const { status, headers } = await device.call('GET', '/network/info');
    expect(status).toBe(307);
    expect(headers.get('location')).toBe(`${device.url}/api/v1/network/info/`);
  });
});

describe('the network in one object, for a while', () => {
  it('is the same until it is too old', async () => {
    let now = Date.now();
    let count = 0;
    const run: RunCommand = async ([program]) => {
      if (program === 'ip') count++;
      return { stdout: '[]', stderr: '', exitCode: 0 };
    };
    const device = await startTestDevice(
      { NETLOOM_INFO_CACHE_SECONDS: '2' },
      { run, clock: () => new Date(now) },
    );
    try {
      for (const [later, asked] of [
        [0, 1],
        [1900, 1],
        [200, 2],
      ] as const) {
        now += later;
        expect((await device.call('GET', '/network/info/')).status).toBe(200);
        expect(count).toBe(asked);
      }
    } finally {
      await device.stop();
    }
  });
});

describe.skipIf(!canMakeNamespaces())('the network of a real kernel in one object', () => {
  let namespace: TestNamespace;
  let device: TestDevice;
  beforeAll(async () => {
    namespace = await makeNamespace();
    await namespace.exec('ip link add eth9 type veth peer name eth8');
    await namespace.exec('ip link set eth9 up');
    await namespace.exec('ip addr add 192.0.2.7/24 dev eth9');
    device = await startTestDevice({}, { run: namespace.run });
  });
  afterAll(async () => {
    await device.stop();
    await namespace.remove();
  });

  it('sums up its interfaces, and says so when there is no wireless', async () => {
    const { status, body } = await device.call('GET', '/network/info/');
    expect(status).toBe(200);
    const sections = body as Sections;
    expect(sections['interfaces']).toMatchObject({
      lo: { status: 'UP', ip: '127.0.0.1' },
      eth9: { status: 'UP', ip: '192.0.2.7' },
      eth8: { status: 'DOWN', ip: '-' },
    });
    const wireless = sections['wlan_interfaces'];
    expect(wireless?.error === undefined || typeof wireless.error === 'string').toBe(true);
  });
});
