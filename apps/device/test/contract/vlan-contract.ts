import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Case, Contract } from './contract.ts';
import {
  missing,
  noName,
  notABoolean,
  notAllowed,
  notAnInterface,
  notANumber,
  tooLarge,
  tooSmall,
} from './problems.ts';
import {
  internalError,
  said,
  startWithRecorder,
  whileFailing,
  type RecorderStage,
} from './start-with-recorder.ts';

interface VlanStage extends RecorderStage {
  /** Those that the kernel has now. */
  vlans: Set<Name>;
}

type Name = 'eth0.20' | 'eth1.20';

const forEver = 4_294_967_295;

/** A VLAN as `ip` tells it. */
const vlanOf = (link: string, ifindex: number) => ({
  ifindex,
  ifname: `${link}.20`,
  flags: ['BROADCAST', 'MULTICAST', 'UP', 'LOWER_UP'],
  mtu: 1500,
  qdisc: 'noqueue',
  operstate: 'UP',
  group: 'default',
  txqlen: 1000,
  link_type: 'ether',
  address: '02:00:00:00:00:0a',
  broadcast: 'ff:ff:ff:ff:ff:ff',
  addr_info: [] as object[],
  link,
  linkinfo: { info_kind: 'vlan', info_data: { protocol: '802.1Q', id: 20, flags: ['REORDER_HDR'] } },
});
const fixed = { family: 'inet', local: '198.51.100.10', prefixlen: 24, broadcast: '198.51.100.255' };
const address = { ...fixed, scope: 'global', label: 'eth0.20' };
const told: Readonly<Record<Name, object>> = {
  'eth0.20': {
    ...vlanOf('eth0', 9),
    addr_info: [{ ...address, valid_life_time: forEver, preferred_life_time: forEver }],
  },
  'eth1.20': vlanOf('eth1', 11),
};

const onEth0 = {
  eth0: [
    {
      ...vlanOf('eth0', 9),
      addr_info: [
        {
          ...address,
          anycast: null,
          dynamic: false,
          valid_life_time: forEver,
          preferred_life_time: forEver,
        },
      ],
      link_speed: 1000,
    },
  ],
};
const onAll = { ...onEth0, eth1: [vlanOf('eth1', 11)] };
const changed = (result: object) => ({ success: true, result, errors: null });

const path = '/network/ethernet/eth0/vlan/20';

const unlisted = { ...internalError, when: 'when the VLANs cannot be listed', ...whileFailing(/type vlan$/) };
const foundAt = (where: string, answer: object): Case<VlanStage> => ({
  status: 200,
  when: `at ${where}`,
  path: where,
  answer,
});
const refused = (what: string, where: string, ...detail: object[]): Case<VlanStage> => ({
  status: 422,
  when: `for ${what}`,
  path: where,
  answer: { detail },
});
const vlanId = ['path', 'vlan'];
/** @param parent the path before the id */
const badIds = (parent: string): Case<VlanStage>[] => [
  refused('an id in words', `${parent}/twenty`, notANumber(vlanId, 'twenty')),
  refused('an id below 1', `${parent}/0`, tooSmall(vlanId, 1, '0')),
  refused('an id above 4094', `${parent}/4095`, tooLarge(vlanId, 4094, '4095')),
];
const badName = (where: string): Case<VlanStage> =>
  refused('what is no name of an interface', where, notAnInterface('path', 'interface'));

/** What both changes refuse before they begin. */
const badChanges: readonly Case<VlanStage>[] = [
  ...[
    { when: 'for all interfaces', path: '/network/ethernet/all/vlan/20' },
    { when: 'for all interfaces, whatever the id is', path: '/network/ethernet/ALL/vlan/twenty' },
  ].map((where) => ({
    ...where,
    status: 400,
    answer: 'The "all" meta-interface is not currently supported for this operation',
  })),
  badName(`/network/ethernet/${noName}/vlan/20`),
  ...badIds('/network/ethernet/eth0/vlan'),
  refused(
    'a VLAN whose name would be too long',
    '/network/ethernet/wlx0123456789/vlan/20',
    notAllowed(
      vlanId,
      'wlx0123456789.20 is too long for the name of an interface: at most 15 characters',
      '20',
    ),
  ),
];

/** A step of a change that fails; the answer tells which. */
const failed = (command: RegExp, what: string): Case<VlanStage> => ({
  status: 500,
  when: `when ${command.source} fails`,
  path,
  ...whileFailing(command),
  answer: `${what}: ${said}`,
});
const undeletable: readonly Case<VlanStage>[] = [
  failed(/link set down/, 'Failed to down VLAN 20 on interface eth0'),
  failed(/link delete/, 'Failed to delete interface eth0.20'),
];

const noDevice = 'Cannot find device "eth0.20"';
const withoutVlan = {
  arrange: ({ vlans, failing }: VlanStage) => {
    vlans.delete('eth0.20');
    failing.set(/(addr show|set down) eth0\.20$/, noDevice);
  },
  restore: ({ vlans, failing }: VlanStage) => {
    vlans.add('eth0.20');
    failing.clear();
  },
};

const badBody = (what: string, body: unknown, ...detail: object[]): Case<VlanStage> => ({
  ...refused(what, path, ...detail),
  body,
});
const { family, local, prefixlen } = fixed;
const unmeasured = { family, local };
const placeless = { family, prefixlen };
const kindless = { local, prefixlen };
const badBodies: readonly Case<VlanStage>[] = [
  badBody('a request without a body', undefined, missing(['body'])),
  badBody('a body that is no list', fixed, {
    type: 'list_type',
    loc: ['body'],
    msg: 'Input should be a valid list',
    input: fixed,
  }),
  badBody('an address that is no object', ['192.0.2.1'], {
    type: 'model_attributes_type',
    loc: ['body', 0],
    msg: 'Input should be a valid dictionary or object to extract fields from',
    input: '192.0.2.1',
  }),
  badBody('an address without family', [kindless], missing(['body', 0, 'family'], kindless)),
  badBody(
    'a fixed address without prefixlen',
    [unmeasured],
    notAllowed(['body', 0], 'prefixlen required unless dynamic is True', unmeasured),
  ),
  badBody(
    'a fixed address without local',
    [placeless],
    notAllowed(['body', 0], 'local required unless dynamic is True', placeless),
  ),
  badBody(
    'what is no address',
    [{ ...fixed, local: 'localhost' }],
    notAllowed(['body', 0, 'local'], 'not an address of the family inet', 'localhost'),
  ),
  badBody(
    'an address that is there twice',
    [fixed, fixed],
    notAllowed(['body', 1, 'local'], 'is there twice', local),
  ),
  {
    ...badBody(
      'a wrong body, before it is said that all cannot be changed',
      {},
      {
        type: 'list_type',
        loc: ['body'],
        msg: 'Input should be a valid list',
        input: {},
      },
    ),
    path: '/network/ethernet/all/vlan/20',
  },
];

/** Section 3.6: VLANs. */
export const vlanContract: Contract<VlanStage> = {
  title: 'VLANs',
  start: async () => {
    const vlans = new Set<Name>(['eth0.20', 'eth1.20']);
    const stage = await startWithRecorder((line) => {
      if (line === 'ip link add link eth0 name eth0.20 type vlan id 20') vlans.add('eth0.20');
      if (line === 'ip link delete eth0.20') vlans.delete('eth0.20');
      // A link of another kind is an empty object.
      return line.endsWith('addr show type vlan')
        ? JSON.stringify([{}, ...[...vlans].toSorted().map((name) => told[name])])
        : '';
    });
    const folder = stage.device.context.paths.system('/sys/class/net/eth0.20');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'speed'), '1000\n');
    return { ...stage, vlans };
  },
  operations: [
    {
      operation: 'GET /network/ethernet/all/vlan',
      success: { answer: onAll },
      errors: [unlisted],
    },
    {
      operation: 'GET /network/ethernet/all/vlan/:vlan',
      success: { path: '/network/ethernet/all/vlan/20', answer: onAll },
      errors: [
        foundAt('/network/ethernet/all/vlan/ALL', onAll),
        foundAt('/network/ethernet/all/vlan/30', {}),
        { ...unlisted, path: '/network/ethernet/all/vlan/20' },
        ...badIds('/network/ethernet/all/vlan'),
      ],
    },
    {
      operation: 'GET /network/ethernet/:interface/vlan',
      success: { path: '/network/ethernet/eth0/vlan', answer: onEth0 },
      errors: [
        foundAt('/network/ethernet/ALL/vlan', onAll),
        foundAt('/network/ethernet/eth7/vlan', { eth7: [] }),
        { ...unlisted, path: '/network/ethernet/eth0/vlan' },
        badName(`/network/ethernet/${noName}/vlan`),
      ],
    },
    {
      operation: 'GET /network/ethernet/:interface/vlan/:vlan',
      success: { path, answer: onEth0 },
      errors: [
        foundAt('/network/ethernet/eth0/vlan/all', onEth0),
        foundAt('/network/ethernet/eth0/vlan/30', { eth0: [] }),
        { ...unlisted, path },
        badName(`/network/ethernet/${noName}/vlan/20`),
        ...badIds('/network/ethernet/eth0/vlan'),
      ],
    },
    {
      operation: 'POST /network/ethernet/:interface/vlan/:vlan',
      success: { ...withoutVlan, path, body: [fixed], answer: changed(onEth0) },
      errors: [
        {
          status: 200,
          when: 'in place of one that is there',
          path,
          body: [],
          answer: changed(onEth0),
        },
        ...badChanges.map((each) => ({ ...each, body: [] })),
        ...badBodies,
        ...[
          ...undeletable,
          failed(/link add/, 'Failed to create VLAN 20 on interface eth0'),
          failed(/link set up/, 'Failed to raise VLAN 20 on interface eth0'),
          failed(/addr add/, 'Failed to add addresses 198.51.100.10/24 to interface eth0.20'),
        ].map((each) => ({ ...each, body: [fixed] })),
        {
          ...failed(/dhcpcd -b/, 'Failed to add addresses 0.0.0.0/24 to interface eth0.20'),
          body: [{ family: 'inet', dynamic: true }],
        },
        { ...unlisted, path, body: [] },
      ],
    },
    {
      operation: 'DELETE /network/ethernet/:interface/vlan/:vlan',
      success: {
        path,
        restore: ({ vlans }) => vlans.add('eth0.20'),
        answer: changed({ eth0: [] }),
      },
      errors: [
        {
          status: 200,
          when: 'when there is none, and that is allowed',
          path: `${path}?allow_missing=true`,
          ...withoutVlan,
          answer: changed({ eth0: [] }),
        },
        {
          status: 500,
          when: 'when there is none',
          path: `${path}?allow_missing=false`,
          ...withoutVlan,
          answer: `Failed to down VLAN 20 on interface eth0: ${noDevice} (exit code 2)`,
        },
        ...badChanges,
        refused(
          'an unclear allow_missing',
          `${path}?allow_missing=maybe`,
          notABoolean(['query', 'allow_missing'], 'maybe'),
        ),
        ...undeletable,
        { ...unlisted, path, restore: withoutVlan.restore },
      ],
    },
  ],
};
