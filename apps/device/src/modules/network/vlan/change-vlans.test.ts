import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { recordCommands } from '../../../testing/record-commands.ts';
import { startTestDevice, type TestAnswer, type TestDevice } from '../../../testing/start-test-device.ts';
import { namesIn, threeVlans } from './vlan.fixture.ts';

const fixed = { family: 'inet', local: '198.51.100.10', prefixlen: 24 };

describe('making and removing a VLAN, by what is run', () => {
  let device: TestDevice;
  const { ran, failing, run } = recordCommands((line) => (line.includes('type vlan') ? threeVlans : '[]'));
  beforeAll(async () => {
    device = await startTestDevice({ NETLOOM_PROGRAM_DHCPCD: '/sbin/dhcpcd' }, { run });
  });
  afterAll(() => device.stop());
  beforeEach(() => {
    ran.length = 0;
    failing.clear();
  });

  /** eth0.20 does not exist. */
  const withoutVlan = () => failing.set(/addr show eth0\.20$/, 'Device "eth0.20" does not exist.');
  const post = (body: unknown, path = '/network/ethernet/eth0/vlan/20') => device.call('POST', path, body);

  it('adds the link, raises it, and gives it its addresses', async () => {
    withoutVlan();
    const { status, body } = await post([
      { ...fixed, broadcast: '198.51.100.255', label: 'x', valid_life_time: 3600, preferred_life_time: 60 },
      { family: 'inet6', local: '2001:db8::1', prefixlen: '64', anycast: '2001:db8::', scope: 'site' },
      { family: 'inet', local: '198.51.100.11', prefixlen: 24, scope: 200, valid_life_time: 60 },
      { family: 'inet', local: '198.51.100.12', prefixlen: 24, scope: '', valid_life_time: 0 },
    ]);
    expect(status).toBe(200);
    expect(body).toMatchObject({ success: true, errors: null });
    expect(namesIn((body as { result: unknown }).result)).toEqual({ eth0: ['eth0.20', 'eth0.30'] });
    expect(ran).toEqual([
      'ip -j addr show eth0.20',
      'ip link add link eth0 name eth0.20 type vlan id 20',
      'ip link set up eth0.20',
      'ip addr add 198.51.100.10/24 broadcast 198.51.100.255 scope global dev eth0.20 valid_lft 3600 preferred_lft 60',
      'ip addr add 2001:db8::1/64 anycast 2001:db8:: scope site dev eth0.20',
      'ip addr add 198.51.100.11/24 scope 200 dev eth0.20 valid_lft 60 preferred_lft 60',
      'ip addr add 198.51.100.12/24 dev eth0.20',
      'ip -d -j addr show type vlan',
    ]);
  });

  it('starts a DHCP client for dynamic addresses', async () => {
    withoutVlan();
    const { status } = await post([
      { family: 'inet', dynamic: 'yes', local: 'anything', prefixlen: 8 },
      { family: 'inet6', dynamic: true, valid_life_time: 60 },
      { family: 'link', dynamic: 1, scope: 'link' },
    ]);
    expect(status).toBe(200);
    expect(ran.slice(3, -1)).toEqual([
      'ip addr add 0.0.0.0/24 scope global dev eth0.20',
      '/sbin/dhcpcd -b --waitip 4 eth0.20',
      'ip addr add 0.0.0.0/24 scope global dev eth0.20 valid_lft 60 preferred_lft 60',
      '/sbin/dhcpcd -b --waitip 6 eth0.20',
      'ip addr add 0.0.0.0/24 scope link dev eth0.20',
      '/sbin/dhcpcd -b eth0.20',
    ]);
  });

  it('replaces one that is there', async () => {
    expect((await post([])).status).toBe(200);
    expect(ran).toEqual([
      'ip -j addr show eth0.20',
      '/sbin/dhcpcd -x eth0.20',
      'ip link set down eth0.20',
      'ip link delete eth0.20',
      'ip link add link eth0 name eth0.20 type vlan id 20',
      'ip link set up eth0.20',
      'ip -d -j addr show type vlan',
    ]);
  });

  it.each([
    [/link add/, 'Failed to create VLAN 20 on interface eth0: no (exit code 2)', []],
    [
      /set up/,
      'Failed to raise VLAN 20 on interface eth0: no (exit code 2)',
      ['/sbin/dhcpcd -x eth0.20', 'ip link delete eth0.20'],
    ],
    [
      /addr add/,
      'Failed to add addresses 198.51.100.10/24 to interface eth0.20: no (exit code 2)',
      ['/sbin/dhcpcd -x eth0.20', 'ip link delete eth0.20'],
    ],
  ])('leaves nothing behind when %s fails', async (pattern, text, undone) => {
    withoutVlan();
    failing.set(pattern, 'no');
    const answer = await post([fixed]);
    expect({ status: answer.status, body: answer.body }).toEqual({ status: 500, body: text });
    expect(answer.headers.get('content-type')).toBeNull();
    const failedAt = ran.findIndex((line) => pattern.test(line));
    expect(ran.slice(failedAt + 1)).toEqual(undone);
  });

  it('tells the failure of the DHCP client as one of its address', async () => {
    withoutVlan();
    failing.set(/dhcpcd -b/, 'no lease');
    const { status, body } = await post([{ family: 'inet', dynamic: true }]);
    expect({ status, body }).toEqual({
      status: 500,
      body: 'Failed to add addresses 0.0.0.0/24 to interface eth0.20: no lease (exit code 2)',
    });
    expect(ran.at(-1)).toBe('ip link delete eth0.20');
  });

  it('removes one, whether or not there is a DHCP client', async () => {
    failing.set(/dhcpcd/, 'dhcpcd is not running');
    const { status, body } = await device.call('DELETE', '/network/ethernet/eth0/vlan/20');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      success: true,
      errors: null,
      result: { eth0: expect.any(Array) as unknown[] },
    });
    expect(ran).toEqual([
      '/sbin/dhcpcd -x eth0.20',
      'ip link set down eth0.20',
      'ip link delete eth0.20',
      'ip -d -j addr show type vlan',
    ]);
  });

  it.each([
    [/set down/, 'Failed to down VLAN 20 on interface eth0: no (exit code 2)'],
    [/link delete/, 'Failed to delete interface eth0.20: no (exit code 2)'],
  ])('tells when %s fails', async (pattern, text) => {
    failing.set(pattern, 'no');
    const { status, body } = await device.call('DELETE', '/network/ethernet/eth0/vlan/20');
    expect({ status, body }).toEqual({ status: 500, body: text });
  });

  it.each(['true', '1', 'yes', 'ON'])('may miss one: allow_missing=%s', async (word) => {
    withoutVlan();
    const { status } = await device.call('DELETE', `/network/ethernet/eth0/vlan/20?allow_missing=${word}`);
    expect(status).toBe(200);
    expect(ran).toEqual(['ip -j addr show eth0.20', 'ip -d -j addr show type vlan']);
  });

  it('takes allow_missing=false for what it says', async () => {
    withoutVlan();
    failing.set(/set down/, 'Cannot find device "eth0.20"');
    const { status, body } = await device.call(
      'DELETE',
      '/network/ethernet/eth0/vlan/20?allow_missing=false',
    );
    expect({ status, body }).toEqual({
      status: 500,
      body: 'Failed to down VLAN 20 on interface eth0: Cannot find device "eth0.20" (exit code 2)',
    });
  });

  it.each(['maybe', ''])('refuses allow_missing=%s', async (word) => {
    const { status, body } = await device.call(
      'DELETE',
      `/network/ethernet/eth0/vlan/20?allow_missing=${word}`,
    );
    expect(status).toBe(422);
    expect(body).toMatchObject({ detail: [{ type: 'bool_parsing', loc: ['query', 'allow_missing'] }] });
    expect(ran).toEqual([]);
  });

  it('does not change "all" interfaces, and says so before it looks at the id', async () => {
    const refusal = {
      status: 400,
      body: 'The "all" meta-interface is not currently supported for this operation',
    };
    const told = ({ status, body }: TestAnswer) => ({ status, body });
    expect(told(await post([], '/network/ethernet/all/vlan/20'))).toEqual(refusal);
    expect(told(await post([], '/network/ethernet/ALL/vlan/none'))).toEqual(refusal);
    expect(told(await device.call('DELETE', '/network/ethernet/All/vlan/20'))).toEqual(refusal);
    expect((await post({}, '/network/ethernet/all/vlan/20')).status).toBe(422);
    expect(ran).toEqual([]);
  });

  it('does one change after the other', async () => {
    withoutVlan();
    await Promise.all([post([fixed]), post([fixed])]);
    const changes = ran.filter((line) => !line.includes('type vlan') || line.includes('link add'));
    expect(changes.slice(0, changes.length / 2)).toEqual(changes.slice(changes.length / 2));
  });
});
