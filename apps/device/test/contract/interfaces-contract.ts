import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Case, Contract } from './contract.ts';
import { noName, notAnInterface } from './problems.ts';
import { internalError, startWithRecorder, whileFailing, type RecorderStage } from './start-with-recorder.ts';

const ether = { mtu: 1500, qdisc: 'mq', operstate: 'UP', group: 'default', link_type: 'ether' };
const eth0 = { ...ether, ifindex: 2, ifname: 'eth0', flags: ['UP'], txqlen: 1000, promiscuity: 0 };
const leased = {
  family: 'inet',
  local: '192.0.2.7',
  prefixlen: 25,
  broadcast: '192.0.2.127',
  dynamic: true,
  label: 'eth0',
  valid_life_time: 3600,
  preferred_life_time: 1800,
};
const loopback = { ...ether, ifindex: 1, ifname: 'lo', flags: ['UP'], link_type: 'loopback', addr_info: [] };
/** Neither a hardware address nor a queue of its own. */
const tunnel = { ...ether, ifindex: 3, ifname: 'tun0', flags: [], link_type: 'none', addr_info: [] };
const vlan = { ...ether, ifindex: 4, ifname: 'eth0.20', flags: [], link: 'eth0', addr_info: [] };
const virtual = { ...vlan, linkinfo: { info_kind: 'vlan', info_data: { id: 20 } } };

const told = JSON.stringify([loopback, {}, { ...eth0, addr_info: [leased] }, tunnel, virtual]);

const wired = {
  eth0: [{ ...eth0, addr_info: [{ ...leased, anycast: null, scope: 'global' }], link_speed: 1000 }],
};
const all = { lo: [loopback], ...wired, tun0: [tunnel], 'eth0.20': [virtual] };

const unlisted: Case<RecorderStage> = {
  ...internalError,
  when: 'when the interfaces cannot be listed',
  ...whileFailing(/^ip /),
};
const misnamed = (place: 'path' | 'query', path: string): Case<RecorderStage> => ({
  status: 422,
  when: 'for what is no name of an interface',
  path,
  answer: { detail: [notAnInterface(place, 'interface')] },
});
const foundAt = (path: string, answer: object): Case<RecorderStage> => ({
  status: 200,
  when: `at ${path}`,
  path,
  answer,
});

/** Section 3.6: interfaces. */
export const interfacesContract: Contract<RecorderStage> = {
  title: 'interfaces',
  start: async () => {
    const stage = await startWithRecorder((line) => (line === 'ip -d -j addr show' ? told : ''));
    const folder = stage.device.context.paths.system('/sys/class/net/eth0');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'speed'), '1000\n');
    return stage;
  },
  operations: [
    {
      operation: 'GET /network/interfaces',
      success: { answer: all },
      errors: [
        foundAt('/network/interfaces?interface=eth0', wired),
        foundAt('/network/interfaces?interface=All', all),
        foundAt('/network/interfaces?interface=eth7', { eth7: [] }),
        unlisted,
        misnamed('query', `/network/interfaces?interface=${noName}`),
      ],
    },
    {
      operation: 'GET /network/interfaces/:interface',
      success: { path: '/network/interfaces/eth0', answer: wired },
      errors: [
        foundAt('/network/interfaces/ALL', all),
        foundAt('/network/interfaces/eth7', { eth7: [] }),
        { ...unlisted, path: '/network/interfaces/eth0' },
        misnamed('path', `/network/interfaces/${noName}`),
      ],
    },
    {
      operation: 'GET /network/ethernet/:interface',
      success: { path: '/network/ethernet/all', answer: wired },
      errors: [
        foundAt('/network/ethernet/eth0', wired),
        foundAt('/network/ethernet/tun0', { tun0: [] }),
        foundAt('/network/ethernet/eth0.20', { 'eth0.20': [] }),
        { ...unlisted, path: '/network/ethernet/eth0' },
        misnamed('path', `/network/ethernet/${noName}`),
      ],
    },
  ],
};
