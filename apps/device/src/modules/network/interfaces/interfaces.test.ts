import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandError, type RunCommand } from '../../../platform/commands/run-command.ts';
import { canMakeNamespaces, makeNamespace, type TestNamespace } from '../../../testing/network-namespace.ts';
import { startTestDevice, type TestDevice } from '../../../testing/start-test-device.ts';

interface Listed {
  ifname: string;
  link_speed?: number;
  addr_info: Record<string, unknown>[];
  [more: string]: unknown;
}

type Listing = Record<string, Listed[]>;

describe.skipIf(!canMakeNamespaces())('interfaces of a real kernel', () => {
  let namespace: TestNamespace;
  let device: TestDevice;
  const list = async (path: string): Promise<Listing> => {
    const { status, body } = await device.call('GET', path);
    expect(status).toBe(200);
    return body as Listing;
  };

  beforeAll(async () => {
    namespace = await makeNamespace();
    await namespace.exec('ip link add eth9 type veth peer name eth8');
    await namespace.exec('ip tuntap add tun0 mode tun');
    device = await startTestDevice({}, { run: namespace.run });
    namespace.mountSys(join(device.folder, 'root'));
  });
  afterAll(async () => {
    await namespace.remove();
    await device.stop();
  });

  it('are listed by name, with everything that ip tells', async () => {
    const all = await list('/network/interfaces');
    expect(Object.keys(all)).toEqual(expect.arrayContaining(['lo', 'eth8', 'eth9', 'tun0']));
    expect(all['lo']?.[0]).toMatchObject({
      ifindex: 1,
      link_type: 'loopback',
      operstate: 'UNKNOWN',
      promiscuity: 0,
      addr_info: [
        {
          family: 'inet',
          local: '127.0.0.1',
          prefixlen: 8,
          broadcast: null,
          anycast: null,
          scope: 'host',
          dynamic: false,
          label: 'lo',
          valid_life_time: 4_294_967_295,
          preferred_life_time: 4_294_967_295,
        },
        { family: 'inet6', local: '::1', label: null },
      ],
    });
  });

  it('may lack a hardware address', async () => {
    const [tunnel] = (await list('/network/interfaces/tun0'))['tun0'] ?? [];
    expect(tunnel).toMatchObject({ link_type: 'none' });
    expect(tunnel).not.toHaveProperty('address');
  });

  it('have a speed only while the driver tells one', async () => {
    const [down] = (await list('/network/interfaces/eth9'))['eth9'] ?? [];
    expect(down).toMatchObject({ operstate: 'DOWN' });
    expect(down).not.toHaveProperty('link_speed');
    await namespace.exec('ip link set eth9 up');
    await namespace.exec('ip link set eth8 up');
    const all = await list('/network/interfaces');
    expect(all['eth9']?.[0]?.link_speed).toBe(10_000);
    expect(all['lo']?.[0]).not.toHaveProperty('link_speed');
  });

  it('show the real addresses, also those with a limited life', async () => {
    await namespace.exec('ip addr add 192.0.2.7/25 dev eth9 valid_lft 3600 preferred_lft 1800');
    const [eth9] = (await list('/network/interfaces?interface=eth9'))['eth9'] ?? [];
    expect(eth9?.addr_info[0]).toMatchObject({
      family: 'inet',
      local: '192.0.2.7',
      prefixlen: 25,
      dynamic: true,
      valid_life_time: expect.any(Number) as number,
    });
    expect(eth9?.addr_info[0]?.['valid_life_time']).toBeLessThanOrEqual(3600);
  });

  it('are one, none or all, as asked for', async () => {
    expect(Object.keys(await list('/network/interfaces/eth9'))).toEqual(['eth9']);
    expect(Object.keys(await list('/network/interfaces?interface=eth8'))).toEqual(['eth8']);
    expect(await list('/network/interfaces/eth77')).toEqual({ eth77: [] });
    const all = Object.keys(await list('/network/interfaces'));
    expect(Object.keys(await list('/network/interfaces/ALL'))).toEqual(all);
    expect(Object.keys(await list('/network/interfaces?interface=All'))).toEqual(all);
  });

  it('are no wired interfaces of the box when they are virtual', async () => {
    expect(await list('/network/ethernet/eth9')).toEqual({ eth9: [] });
    expect(await list('/network/ethernet/all')).toEqual({});
  });

  it.each(['/network/interfaces/eth0;id', '/network/interfaces/-br', '/network/ethernet/a-name-too-long-'])(
    'refuses the name in %s',
    async (path) => {
      const { status, body } = await device.call('GET', path);
      expect(status).toBe(422);
      expect(body).toMatchObject({ detail: [{ type: 'value_error', loc: ['path', 'interface'] }] });
    },
  );

  it('refuses such a name in the query, too', async () => {
    const { status, body } = await device.call('GET', '/network/interfaces?interface=$(id)');
    expect(status).toBe(422);
    expect(body).toMatchObject({ detail: [{ loc: ['query', 'interface'], input: '$(id)' }] });
  });
});

describe('interfaces, as ip tells them', () => {
  const links = [
    { ifindex: 1, ifname: 'lo', flags: ['UP'], link_type: 'loopback', addr_info: [] },
    {},
    { ifindex: 2, ifname: 'eth0', flags: ['UP'], link_type: 'ether', addr_info: [] },
    { ifindex: 3, ifname: 'wlan0', flags: [], link_type: 'ether', addr_info: [] },
    {
      ifindex: 4,
      ifname: 'eth0.20',
      link: 'eth0',
      flags: [],
      link_type: 'ether',
      linkinfo: { info_kind: 'vlan' },
      addr_info: [],
    },
  ];
  const runs: string[][] = [];
  let answer: () => string = () => JSON.stringify(links);
  const run: RunCommand = async (argv) => {
    runs.push([...argv]);
    await new Promise((resolve) => void setTimeout(resolve, 30));
    return { stdout: answer(), stderr: '', exitCode: 0 };
  };
  let device: TestDevice;
  beforeAll(async () => {
    device = await startTestDevice({ NETLOOM_IP: '', NETLOOM_PROGRAM_IP: '/usr/sbin/ip' }, { run });
    const folder = join(device.folder, 'root/sys/class/net/eth0');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'speed'), '1000\n');
  });
  afterAll(() => device.stop());

  it('are wired ones of the box by their name and for want of a kind', async () => {
    const { body } = await device.call('GET', '/network/ethernet/all');
    expect(body).toEqual({
      eth0: [
        { ifindex: 2, ifname: 'eth0', flags: ['UP'], link_type: 'ether', addr_info: [], link_speed: 1000 },
      ],
    });
    expect((await device.call('GET', '/network/ethernet/wlan0')).body).toEqual({ wlan0: [] });
  });

  it('cost one run of ip for all who ask at the same time', async () => {
    runs.length = 0;
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => device.call('GET', '/network/interfaces')),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(runs).toEqual([['/usr/sbin/ip', '-d', '-j', 'addr', 'show']]);
    await device.call('GET', '/network/interfaces');
    expect(runs).toHaveLength(2);
  });

  it('are not there without a name in the path', async () => {
    const { status, body } = await device.call('GET', '/network/ethernet');
    expect({ status, body }).toEqual({ status: 404, body: { detail: 'Not Found' } });
    expect(await device.call('GET', '/network/ethernet/')).toMatchObject({ status: 404 });
    const { headers } = await device.call('GET', '/network/interfaces/');
    expect(headers.get('location')).toBe(`${device.url}/api/v1/network/interfaces`);
  });

  it('cannot be listed while ip fails', async () => {
    answer = () => {
      throw new CommandError(['ip'], 'exit', 'Cannot open netlink socket (exit code 1)', {
        stdout: '',
        stderr: 'Cannot open netlink socket',
        exitCode: 1,
      });
    };
    for (const path of ['/network/interfaces', '/network/interfaces/eth0', '/network/ethernet/all']) {
      const { status, body, headers } = await device.call('GET', path);
      expect({ path, status, body }).toEqual({ path, status: 500, body: 'Internal Server Error' });
      expect(headers.get('content-type')).toBeNull();
    }
  });
});
