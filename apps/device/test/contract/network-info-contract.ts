import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect } from 'vitest';
import type { Case, Contract } from './contract.ts';
import { said, startWithRecorder, whileFailing, type RecorderStage } from './start-with-recorder.ts';

interface InfoStage extends RecorderStage {
  /** What the script of eth0 prints. */
  ipconfig: string;
}

const link = (ifname: string, local?: string) => ({
  ifname,
  flags: local === undefined ? [] : ['UP'],
  addr_info: local === undefined ? [] : [{ family: 'inet', local }],
});
const links = JSON.stringify([
  link('eth0', '192.0.2.2'),
  link('eth0.20', '198.51.100.2'),
  link('wlan0'),
  link('wlan1'),
]);
const radios = `phy#1
	Interface wlan1
		addr 02:00:00:00:01:00
		type monitor
phy#0
	Interface wlan0
		addr 02:00:00:00:00:0a
		ssid Lab
		type managed
		channel 36 (5180 MHz), width: 80 MHz, center1: 5210 MHz
`;
const ipconfig = 'IP: 192.0.2.2/24\nDHCP server name: lab\nDHCP server address: 192.0.2.1\n';

const down = { status: 'DOWN', ip: '-' };
const summary = {
  interfaces: {
    eth0: { status: 'UP', ip: '192.0.2.2' },
    wlan0: down,
    wlan1: { status: 'DOWN', ip: 'Monitor' },
  },
  wlan_interfaces: {
    wlan0: {
      driver: 'mt7921u',
      addr: '02000000000A',
      mode: ['Managed'],
      ssid: 'Lab',
      freq: 5180,
      channel: 36,
    },
    wlan1: { driver: 'mt7921u', addr: '020000000100', mode: ['Monitor'] },
  },
  eth0_ipconfig_info: { info: ['IP: 192.0.2.2/24', 'DHCP: lab', 'DHCP IP: 192.0.2.1'] },
  vlan_info: { info: ['VLAN: 20'] },
  lldp_neighbour_info: { info: ['Name: switch', 'VLAN: 20'] },
  cdp_neighbour_info: { info: ['Native VLAN: 99'] },
  public_ip: { info: ['203.0.113.7', 'AS64500'] },
};

const lldpFile = '/tmp/lldpneigh.txt';
const cdpFile = '/tmp/cdpneigh.txt';
const neighbours = { [lldpFile]: 'Name: switch\nVLAN: 20\n', [cdpFile]: 'Native VLAN: 99\n' };

/** Writes texts to the files of the box; undefined takes one away. */
const place = ({ device }: InfoStage, files: Readonly<Record<string, string | undefined>>): void => {
  for (const [name, text] of Object.entries(files)) {
    const path = device.context.paths.system(name);
    rmSync(path, { recursive: true, force: true });
    mkdirSync(dirname(path), { recursive: true });
    if (text !== undefined) writeFileSync(path, text);
  }
};
const whileFiles = (
  files: Readonly<Record<string, string | undefined>>,
): Pick<Case<InfoStage>, 'arrange' | 'restore'> => ({
  arrange: (stage) => place(stage, files),
  restore: (stage) => place(stage, neighbours),
});

/** A section that fails, or has less to tell, leaves the others alone. */
const sections: readonly (Pick<Case<InfoStage>, 'when' | 'arrange' | 'restore'> & {
  sections: Partial<Record<keyof typeof summary, object>>;
})[] = [
  {
    when: 'with the reason, when the interfaces cannot be listed',
    ...whileFailing(/^ip /),
    sections: { interfaces: { error: `ifconfig error: ${said}` } },
  },
  {
    when: 'with the reason, when there is no wireless',
    ...whileFailing(/^iw /),
    sections: {
      interfaces: { ...summary.interfaces, wlan1: down },
      wlan_interfaces: { error: said },
    },
  },
  {
    when: 'with the reason, when it cannot be told how eth0 got its address',
    ...whileFailing(/ipconfig\.sh$/),
    sections: { eth0_ipconfig_info: { error: 'Issue getting ipconfig (2): no' } },
  },
  {
    when: 'with the reason, when eth0 has no address',
    arrange: (stage) => (stage.ipconfig = 'eth0 is down\n'),
    restore: (stage) => (stage.ipconfig = ipconfig),
    sections: {
      eth0_ipconfig_info: { info: ['eth0 is down'], error: 'eth0 is down or not connected.' },
    },
  },
  {
    when: 'without neighbours, when none were ever found',
    ...whileFiles({ [lldpFile]: undefined, [cdpFile]: undefined }),
    sections: {
      vlan_info: { info: [] },
      lldp_neighbour_info: { info: [] },
      cdp_neighbour_info: { info: [] },
    },
  },
  {
    when: 'with the VLAN of CDP, when LLDP names none',
    ...whileFiles({ [lldpFile]: 'Name: switch\n' }),
    sections: {
      vlan_info: { info: ['Native VLAN: 99'] },
      lldp_neighbour_info: { info: ['Name: switch'] },
    },
  },
  {
    when: 'with the reason, when no neighbour names a VLAN',
    ...whileFiles({ [lldpFile]: 'Name: switch\n', [cdpFile]: undefined }),
    sections: {
      vlan_info: { info: [], error: 'No VLAN found' },
      lldp_neighbour_info: { info: ['Name: switch'] },
      cdp_neighbour_info: { info: [] },
    },
  },
  {
    when: 'with the reason, when the neighbours cannot be read',
    ...whileFiles({ [lldpFile]: undefined, [`${lldpFile}/folder`]: undefined, [cdpFile]: undefined }),
    sections: {
      vlan_info: { error: expect.stringMatching(/ is no regular file$/) as unknown },
      lldp_neighbour_info: { error: expect.stringMatching(/ is no regular file$/) as unknown },
      cdp_neighbour_info: { info: [] },
    },
  },
  {
    when: 'with the reason, when the public address cannot be told',
    ...whileFailing(/publicip\.sh$/),
    sections: { public_ip: { error: `Failed to detect public IP address: ${said}` } },
  },
];

/** Section 3.5. */
export const networkInfoContract: Contract<InfoStage> = {
  title: 'network info',
  start: async () => {
    const stage: InfoStage = {
      ipconfig,
      ...(await startWithRecorder((line) => {
        if (line.startsWith('ip ')) return links;
        if (line === 'iw dev') return radios;
        if (line.startsWith('ethtool -i ')) return 'driver: mt7921u\nversion: 6.1.0\n';
        return line.endsWith('ipconfig.sh') ? stage.ipconfig : '203.0.113.7\nAS64500\n';
      })),
    };
    place(stage, neighbours);
    return stage;
  },
  operations: [
    {
      operation: 'GET /network/info/',
      success: { answer: summary },
      errors: sections.map(({ sections: others, ...each }) => ({
        status: 200,
        ...each,
        answer: { ...summary, ...others },
      })),
    },
  ],
};
