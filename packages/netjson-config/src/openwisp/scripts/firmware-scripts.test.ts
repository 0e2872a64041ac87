import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { JsonObject } from '@netloom/netjson';
import { createConfiguration } from '../../configuration.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'firmware-scripts-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const COMMANDS =
  'uci openvpn vconfig sleep ifup ip wifi tc insmod rmmod start-stop-daemon reboot touch'.split(' ');

/** Unpacks a configuration into a folder whose PATH has recorders instead of the commands of a device. */
function unpack(config: JsonObject): void {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  for (const command of COMMANDS) {
    writeFileSync(join(bin, command), `#!/bin/sh\necho "${command} $*" >> "${folder}/log"\n`);
    chmodSync(join(bin, command), 0o755);
  }
  for (const { name, contents, mode } of createConfiguration('netjsonconfig.OpenWisp', {
    config,
  }).members()) {
    const path = join(folder, name);
    mkdirSync(join(path, '..'), { recursive: true });
    // What only exists on the device is taken from the folder.
    const local = contents
      .replace('#!/bin/sh /etc/rc.common', `#!/bin/sh ${folder}/rc.common`)
      .replaceAll('/proc/', `${folder}/proc/`)
      .replaceAll('/etc/init.d/', `${folder}/init.d/`);
    writeFileSync(path, local);
    chmodSync(path, mode);
  }
  writeFileSync(join(folder, 'rc.common'), '. "$1"\n"$2"\n');
  mkdirSync(join(folder, 'proc/sys/kernel'), { recursive: true });
  mkdirSync(join(folder, 'proc/net'));
  mkdirSync(join(folder, 'init.d'));
  for (const service of ['openvpn', 'network']) {
    writeFileSync(join(folder, 'init.d', service), `#!/bin/sh\necho "${service} $*" >> "${folder}/log"\n`);
    chmodSync(join(folder, 'init.d', service), 0o755);
  }
  writeFileSync(join(folder, 'proc/net/dev'), '  tap_a: 0 0\n');
}

function run(script: string): string[] {
  const { status, stderr } = spawnSync(join(folder, script), {
    encoding: 'utf8',
    env: { PATH: `${folder}/bin:/usr/bin:/bin` },
    timeout: 30_000,
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  const log = readFileSync(join(folder, 'log'), 'utf8').trim().split('\n');
  rmSync(join(folder, 'log'));
  return log;
}

const CONFIG: JsonObject = {
  general: { hostname: 'mast-1' },
  interfaces: [
    {
      name: 'lan',
      type: 'bridge',
      bridge_members: ['eth0'],
      addresses: [{ proto: 'static', family: 'ipv4', address: '10.0.0.1', mask: 24 }],
    },
    { name: 'b-2', type: 'bridge', bridge_members: [] },
  ],
  radios: [{ name: 'radio0', protocol: '802.11n', channel: 6, channel_width: 20 }],
  openvpn: [
    {
      name: 'tap_a',
      mode: 'p2p',
      proto: 'udp',
      dev: 'tap0',
      dev_type: 'tap',
      remote: [{ host: 'vpn.example', port: 1194 }],
      up: '/x/up.sh',
      down: '/x/down.sh',
    },
  ],
  tc_options: [{ name: 'tap0', input_bandwidth: 2048, output_bandwidth: 1025 }],
  files: [{ path: '/crontabs/root', mode: '0644', contents: '' }],
};

describe('the scripts of the firmware', () => {
  test('install brings everything into force, in order', () => {
    unpack(CONFIG);
    const log = run('install.sh');
    const addressChecks = log.filter((line) => line === 'ip address show');
    expect(addressChecks).toHaveLength(11);
    expect(log.filter((line) => line !== 'ip address show' && line !== 'sleep 1')).toEqual([
      'openvpn --mktun --dev tap_a --dev-type tap',
      'uci -m -f uci/network.conf import network',
      'vconfig set_name_type DEV_PLUS_VID_NO_PAD',
      'sleep 5',
      'ifup lan',
      'ifup b_2',
      'uci -m -f uci/wireless.conf import wireless',
      'wifi up radio0',
      'uci -m -f uci/openvpn.conf import openvpn',
      'openvpn start',
      'insmod sch_htb',
      'insmod sch_ingress',
      'insmod cls_u32',
      'insmod act_police',
      'tc qdisc del dev tap0 root',
      'tc qdisc del dev tap0 ingress',
      'tc qdisc add dev tap0 root handle 1: htb default 2',
      'tc class add dev tap0 parent 1 classid 1:1 htb rate 1025kbit burst 192k',
      'tc class add dev tap0 parent 1:1 classid 1:2 htb rate 512kbit ceil 1025kbit',
      'tc qdisc add dev tap0 ingress',
      'tc filter add dev tap0 parent ffff: preference 0 u32 match u32 0x0 0x0 police rate 2048kbit burst 383k drop flowid :1',
      `start-stop-daemon -S -b -m -p /var/run/openwisp_crond.pid -x /usr/sbin/crond -- -f -c ${folder}/crontabs`,
    ]);
    expect(readFileSync(join(folder, 'proc/sys/kernel/hostname'), 'utf8')).toBe('mast-1\n');
  });

  test('uninstall takes it back', () => {
    unpack(CONFIG);
    expect(run('uninstall.sh').filter((line) => !line.startsWith('rmmod'))).toEqual([
      'tc qdisc del dev tap0 root',
      'tc qdisc del dev tap0 ingress',
      'uci revert openvpn',
      'openvpn --rmtun --dev tap_a --dev-type tap',
      'uci revert wireless',
      'uci revert network',
      'network restart',
      'wifi ',
      'start-stop-daemon -K -p /var/run/openwisp_crond.pid',
    ]);
  });

  test('the down script asks whether the device shall reboot', () => {
    unpack(CONFIG);
    expect(run('openvpn/down.sh')).toEqual(['uci -q get owispmanager.vpn_fail.reboot_enabled']);
  });

  test('names from the document cannot become commands', () => {
    unpack({
      general: { hostname: 'mast-1' },
      interfaces: [{ name: "x';reboot;'", type: 'bridge', bridge_members: [] }],
      tc_options: [{ name: '$(reboot)`reboot`;reboot', output_bandwidth: 1 }],
    });
    const log = run('install.sh');
    expect(log).toContain("ifup x';reboot;'");
    expect(log).toContain('tc qdisc del dev $(reboot)`reboot`;reboot root');
    expect(log.filter((line) => line.startsWith('reboot'))).toEqual([]);
  });

  test('a hook without the name of a script is refused', () => {
    const [vpn] = CONFIG.openvpn as JsonObject[];
    const config = { openvpn: [{ ...vpn, up: '/x/..' }] };
    expect(() => createConfiguration('netjsonconfig.OpenWisp', { config }).members()).toThrow(
      /name of a script/,
    );
  });
});
