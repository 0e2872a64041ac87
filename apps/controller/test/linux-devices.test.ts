import { gunzipSync } from 'node:zlib';
import { readTar } from '@netloom/agent-protocol';
import { LINUX_MANIFEST_PATH, type LinuxManifest } from '@netloom/netjson-config';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestController } from '../src/testing/index.ts';
import { deviceCaller, type Registered } from './device-caller.ts';
import { startControllerOn } from './start-controller-on.ts';

const backend = 'netloom.Linux';
const ethernet = (name: string, address: string) => ({
  name,
  type: 'ethernet',
  addresses: [{ proto: 'static', family: 'ipv4', address, mask: 24 }],
});

describe('Linux boxes', () => {
  let controller: TestController;
  let device: ReturnType<typeof deviceCaller>;
  beforeAll(async () => {
    controller = await startControllerOn('sqlite');
    device = deviceCaller(controller);
  });
  afterAll(() => controller.stop());

  const manifestOf = async (registered: Registered): Promise<LinuxManifest> => {
    const { body } = await device.download(registered);
    const members = readTar(gunzipSync(body), { maximumMembers: 100 });
    expect(members.ok).toBe(true);
    const manifest = members.ok ? members.value.find(({ path }) => path === LINUX_MANIFEST_PATH) : undefined;
    return JSON.parse(Buffer.from(manifest?.contents ?? '').toString()) as LinuxManifest;
  };

  it('join, get templates of their own kind, and download what these say', async () => {
    const { status } = await controller.api('POST', 'controller/template/', {
      name: 'linux-uplink',
      backend,
      default: true,
      config: { interfaces: [ethernet('eth0', '{{ uplink }}')] },
      default_values: { uplink: '10.1.0.2' },
    });
    expect(status).toBe(201);
    const registered = await device.register({ backend, os: 'Debian GNU/Linux 12' });
    expect(registered.answer.status).toBe(201);
    const { body } = await controller.api('PATCH', `controller/device/${registered.id}/`, {
      config: { config: { interfaces: [ethernet('eth1', '10.2.0.2')] }, context: { uplink: '10.1.0.9' } },
    });
    expect(body).toMatchObject({ config: { backend } });
    const { hostname, interfaces } = await manifestOf(registered);
    expect(hostname).toBe(registered.name);
    expect(interfaces.map(({ name, addresses }) => [name, addresses[0]?.address])).toEqual([
      ['eth0', '10.1.0.9'],
      ['eth1', '10.2.0.2'],
    ]);
  });

  it('have configurations that are checked against their own rules', async () => {
    const refused = await controller.api('POST', 'controller/template/', {
      name: 'linux-modem',
      backend,
      config: { interfaces: [{ name: 'wwan0', type: 'modem-manager', device: '/sys/devices/x' }] },
    });
    expect(refused.status).toBe(400);
    expect(JSON.stringify(refused.body)).toContain('Modems');
    const { body } = await controller.api('GET', 'controller/schema/');
    expect(body).toHaveProperty([backend, 'label'], 'Linux');
  });
});
