import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordCommands } from '../../../testing/record-commands.ts';
import { startTestDevice, type TestDevice } from '../../../testing/start-test-device.ts';
import { namesIn, threeVlans } from './vlan.fixture.ts';

describe('VLANs, as ip tells them', () => {
  const { run, failing } = recordCommands((line) => (line.includes('type vlan') ? threeVlans : '[]'));
  let device: TestDevice;
  beforeAll(async () => {
    device = await startTestDevice({}, { run });
  });
  afterAll(() => device.stop());

  it.each([
    ['/network/ethernet/all/vlan', { eth0: ['eth0.20', 'eth0.30'], eth1: ['eth1.20'] }],
    ['/network/ethernet/ALL/vlan', { eth0: ['eth0.20', 'eth0.30'], eth1: ['eth1.20'] }],
    ['/network/ethernet/all/vlan/all', { eth0: ['eth0.20', 'eth0.30'], eth1: ['eth1.20'] }],
    ['/network/ethernet/all/vlan/20', { eth0: ['eth0.20'], eth1: ['eth1.20'] }],
    ['/network/ethernet/All/vlan/30', { eth0: ['eth0.30'] }],
    ['/network/ethernet/eth0/vlan', { eth0: ['eth0.20', 'eth0.30'] }],
    ['/network/ethernet/eth0/vlan/ALL', { eth0: ['eth0.20', 'eth0.30'] }],
    ['/network/ethernet/eth0/vlan/30', { eth0: ['eth0.30'] }],
    ['/network/ethernet/eth1/vlan/30', { eth1: [] }],
    ['/network/ethernet/eth7/vlan', { eth7: [] }],
    ['/network/ethernet/all/vlan/4094', {}],
  ])('lists %s', async (path, names) => {
    const { status, body } = await device.call('GET', path);
    expect(status).toBe(200);
    expect(namesIn(body)).toEqual(names);
  });

  it('lists the whole object', async () => {
    const { body } = await device.call('GET', '/network/ethernet/eth0/vlan/20');
    expect(body).toMatchObject({
      eth0: [
        {
          ifindex: 9,
          ifname: 'eth0.20',
          link: 'eth0',
          linkinfo: { info_kind: 'vlan', info_data: { id: 20 } },
          addr_info: [{ local: '198.51.100.10', anycast: null, dynamic: false, label: 'eth0.20' }],
        },
      ],
    });
  });

  it.each(['0', '4095', 'twenty', '20;id', '1.5'])('refuses the id %s', async (id) => {
    const { status, body } = await device.call('GET', `/network/ethernet/eth0/vlan/${id}`);
    expect(status).toBe(422);
    expect(body).toMatchObject({ detail: [{ loc: ['path', 'vlan'], input: id }] });
  });

  it('cannot be listed while ip fails', async () => {
    failing.set(/type vlan/, 'no netlink');
    const { status, body } = await device.call('GET', '/network/ethernet/all/vlan');
    expect({ status, body }).toEqual({ status: 500, body: 'Internal Server Error' });
    failing.clear();
  });
});
