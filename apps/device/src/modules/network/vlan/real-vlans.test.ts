import { chmod, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeTemporaryFolder } from '@netloom/server-kit/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { canMakeNamespaces, makeNamespace, type TestNamespace } from '../../../testing/network-namespace.ts';
import { startTestDevice, type TestDevice } from '../../../testing/start-test-device.ts';

const fixed = { family: 'inet', local: '198.51.100.10', prefixlen: 24 };

describe.skipIf(!canMakeNamespaces())('VLANs of a real kernel', () => {
  let namespace: TestNamespace;
  let device: TestDevice;
  let folder: string;
  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await device.call(method, path, body);
    return { status: answer.status, body: answer.body };
  };
  const exists = async (name: string): Promise<boolean> =>
    (await namespace.exec('ip -br link')).split('\n').some((line) => line.startsWith(name));

  beforeAll(async () => {
    folder = makeTemporaryFolder('vlan');
    namespace = await makeNamespace();
    await namespace.exec('ip link add eth9 type veth peer name eth8');
    await namespace.exec('ip link set eth9 up');
    // Many kernels at hand have no VLANs: a link of another kind stands for one, everything else is real.
    const ip = join(folder, 'ip');
    await writeFile(
      ip,
      `#!/bin/sh
case "$*" in
  "link add link "*) exec ip link add link "$4" name "$6" type macvlan;;
  *) exec ip "$@";;
esac
`,
    );
    const dhcpcd = join(folder, 'dhcpcd');
    await writeFile(dhcpcd, `#!/bin/sh\necho "$@" >> ${folder}/dhcpcd.log\n`);
    await chmod(ip, 0o755);
    await chmod(dhcpcd, 0o755);
    device = await startTestDevice(
      { NETLOOM_PROGRAM_IP: ip, NETLOOM_PROGRAM_DHCPCD: dhcpcd },
      { run: namespace.run },
    );
  });
  afterEach(() => rm(join(folder, 'dhcpcd.log'), { force: true }));
  afterAll(async () => {
    await device.stop();
    await namespace.remove();
    await rm(folder, { recursive: true, force: true });
  });

  it('lists none where there are only other links', async () => {
    expect(await call('GET', '/network/ethernet/all/vlan')).toEqual({ status: 200, body: {} });
    expect(await call('GET', '/network/ethernet/eth9/vlan')).toEqual({ status: 200, body: { eth9: [] } });
  });

  it('makes one with its addresses, replaces it, and removes it', async () => {
    const path = '/network/ethernet/eth9/vlan/20';
    expect((await call('POST', path, [{ ...fixed, valid_life_time: 3600 }])).status).toBe(200);
    const shown = await call('GET', '/network/interfaces/eth9.20');
    expect(shown.body).toMatchObject({
      'eth9.20': [
        {
          link: 'eth9',
          flags: expect.arrayContaining(['UP']) as string[],
          addr_info: expect.arrayContaining([
            expect.objectContaining({ local: '198.51.100.10', prefixlen: 24, dynamic: true }),
          ]) as unknown[],
        },
      ],
    });
    expect((await call('POST', path, [{ ...fixed, local: '198.51.100.99' }])).status).toBe(200);
    const replaced = JSON.stringify((await call('GET', '/network/interfaces/eth9.20')).body);
    expect(replaced).toContain('198.51.100.99');
    expect(replaced).not.toContain('198.51.100.10');
    expect((await call('DELETE', path)).status).toBe(200);
    expect(await exists('eth9.20')).toBe(false);
  });

  it('starts the DHCP client and ends it', async () => {
    const path = '/network/ethernet/eth9/vlan/21';
    expect((await call('POST', path, [{ family: 'inet', dynamic: true }])).status).toBe(200);
    expect((await call('DELETE', path)).status).toBe(200);
    expect(await readFile(join(folder, 'dhcpcd.log'), 'utf8')).toBe('-b --waitip 4 eth9.21\n-x eth9.21\n');
  });

  it('removes it again when an address cannot be added', async () => {
    await namespace.run(['sh', '-c', 'echo 1 > /proc/sys/net/ipv6/conf/default/disable_ipv6']);
    const { status, body } = await call('POST', '/network/ethernet/eth9/vlan/22', [
      fixed,
      { family: 'inet6', local: '2001:db8::1', prefixlen: 64 },
    ]);
    expect(status).toBe(500);
    expect(body).toMatch(
      /^Failed to add addresses 2001:db8::1\/64 to interface eth9\.22: .+ \(exit code 2\)$/,
    );
    expect(await exists('eth9.22')).toBe(false);
  });

  it('tells what ip said of a parent or a VLAN that does not exist', async () => {
    expect(await call('POST', '/network/ethernet/eth5/vlan/20', [])).toEqual({
      status: 500,
      body: 'Failed to create VLAN 20 on interface eth5: Cannot find device "eth5" (exit code 1)',
    });
    expect(await call('DELETE', '/network/ethernet/eth9/vlan/23')).toEqual({
      status: 500,
      body: 'Failed to down VLAN 23 on interface eth9: Cannot find device "eth9.23" (exit code 1)',
    });
    expect(await call('DELETE', '/network/ethernet/eth9/vlan/23?allow_missing=1')).toEqual({
      status: 200,
      body: { success: true, result: { eth9: [] }, errors: null },
    });
  });
});
