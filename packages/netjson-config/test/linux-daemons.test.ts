import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { findProgram } from '@netloom/server-kit/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ArchiveMember, JsonObject, LinuxManifest } from '../src/index.ts';
import { createConfiguration, LINUX_MANIFEST_PATH } from '../src/index.ts';
import {
  everyAccessPoint,
  everyInterface,
  everyStation,
  HOSTILE_TEXTS,
  plainInterfaces,
} from './support/linux-documents.ts';

const run = promisify(execFile);
const NETWORKD = ['/lib/systemd/systemd-networkd', '/usr/lib/systemd/systemd-networkd'].find(existsSync);

/** `NETLOOM_TEST_REQUIRE=networkd,hostapd,wpa_supplicant` makes an absence a failure. */
function canUse(name: string, program: string | undefined): boolean {
  const required = (process.env.NETLOOM_TEST_REQUIRE ?? '').split(',');
  const hasNamespaces = process.getuid?.() === 0 && findProgram('unshare') !== undefined;
  return required.includes(name) || (program !== undefined && hasNamespaces);
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'netloom-linux-'));
  await chmod(folder, 0o755);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs a script in namespaces of its own, so that nothing of it is left. */
async function isolated(script: string, ...args: string[]): Promise<string> {
  const command = [
    '--mount',
    '--net',
    '--pid',
    '--fork',
    '--propagation',
    'private',
    'sh',
    '-c',
    script,
    'sh',
  ];
  const { stdout, stderr } = await run('unshare', [...command, ...args], { timeout: 30_000 });
  return stdout + stderr;
}

async function write(members: readonly ArchiveMember[], pattern: RegExp): Promise<string[]> {
  const chosen = members.filter(({ name }) => pattern.test(name));
  for (const { name, contents, mode } of chosen)
    await writeFile(join(folder, basename(name)), contents, { mode });
  return chosen.map(({ name }) => join(folder, basename(name)));
}

function membersOf(config: JsonObject): ArchiveMember[] {
  return createConfiguration('netloom.Linux', { config }).members();
}

describe.runIf(canUse('networkd', NETWORKD))('systemd-networkd', () => {
  // Waits until everything that is asked for is there, then tells what the kernel says.
  const script = `
    set -e
    mount -t tmpfs none /run
    mkdir -p /run/systemd/netif
    chown systemd-network:systemd-network /run/systemd/netif
    # Without udev, networkd starts only where devices belong to somebody else.
    mount --bind /sys /sys
    mount -o remount,bind,ro /sys
    mount --bind "$1" /etc/systemd/network
    networkd=$2
    shift 2
    ip link set lo up
    ip link add port0 type veth peer name far0
    ip link add port1 type veth peer name far1
    ip link set far0 up
    ip link set far1 up
    SYSTEMD_LOG_TARGET=console SYSTEMD_LOG_LEVEL=info "$networkd" > /run/log 2>&1 &
    pid=$!
    state() { ip -o addr; ip rule; ip -6 rule; ip route show table all; ip -6 route; ip -o link; }
    for wanted in "$@"; do
      for attempt in $(seq 100); do
        if state | grep -q "$wanted"; then break; fi
        sleep 0.1
      done
    done
    echo '{'
    echo '"addresses":'; ip -json addr show; echo ',"links":'; ip -json -details link show
    echo ',"routes":'; ip -json route show table all; echo ',"routes6":'; ip -json -6 route show
    echo ',"rules":'; ip -json rule; echo ',"rules6":'; ip -json -6 rule
    echo '}'
    kill $pid
    echo '----'
    cat /run/log`;

  interface KernelState {
    readonly addresses: readonly {
      ifname: string;
      mtu: number;
      addr_info: { local: string; prefixlen: number }[];
    }[];
    readonly links: readonly {
      ifname: string;
      address: string;
      master?: string;
      linkinfo?: { info_data?: Record<string, unknown> };
    }[];
    readonly routes: readonly object[];
    readonly routes6: readonly object[];
    readonly rules: readonly object[];
    readonly rules6: readonly object[];
  }

  async function apply(
    config: JsonObject,
    ...wanted: string[]
  ): Promise<{ state: KernelState; log: string }> {
    const members = membersOf(config);
    await write(members, /^etc\/systemd\/network\//);
    await install(members);
    const output = await isolated(script, folder, NETWORKD ?? '', ...wanted);
    const [json = '', log = ''] = output.split('----\n');
    return { state: JSON.parse(json) as KernelState, log };
  }

  /** Gives files the permissions and groups that the manifest wants, as an applier does. */
  async function install(members: readonly ArchiveMember[]): Promise<void> {
    const { files } = JSON.parse(members[0]?.contents ?? '') as LinuxManifest;
    const { stdout } = await run('getent', ['group', 'systemd-network']);
    for (const { path, purpose, mode, group } of files) {
      if (purpose !== 'key') continue;
      expect(group).toBe('systemd-network');
      await chown(join(folder, basename(path)), 0, Number(stdout.split(':')[2]));
      await chmod(join(folder, basename(path)), Number.parseInt(mode, 8));
    }
  }

  test('understands every file', { timeout: 60_000 }, async () => {
    const { log } = await apply(everyInterface, '101:');
    expect(log).toContain('lo: Configuring with');
    // Everything that it says about a file is a complaint; what this kernel does not know is another matter.
    expect(log.split('\n').filter((line) => line.startsWith('/etc/systemd'))).toEqual([]);
  });

  test('does what the document says', { timeout: 60_000 }, async () => {
    const { state, log } = await apply(
      plainInterfaces,
      '101:',
      '102:',
      'lan .*192.168.7.1',
      '10.9.0.0/16',
      'fd09::/32',
      'vx0.* master lan',
    );
    expect(log).not.toMatch(/Failed|could not|^\/etc/im);
    const addressesOf = (name: string): string[] =>
      (state.addresses.find(({ ifname }) => ifname === name)?.addr_info ?? [])
        .map(({ local, prefixlen }) => `${local}/${prefixlen}`)
        .filter((address) => !address.startsWith('fe80'));
    expect(addressesOf('port0')).toEqual(['10.1.0.2/24', '10.1.1.2/24', 'fd00::2/64']);
    expect(addressesOf('lan')).toEqual(['192.168.7.1/24']);
    expect(addressesOf('lo')).toEqual(['127.0.0.1/8', '10.255.0.1/32', '::1/128']);
    const link = (name: string): KernelState['links'][number] | undefined =>
      state.links.find(({ ifname }) => ifname === name);
    expect(link('port0')?.address).toBe('02:00:00:aa:bb:01');
    expect(link('lan')?.address).toBe('02:00:00:aa:bb:03');
    expect(state.addresses.find(({ ifname }) => ifname === 'port0')?.mtu).toBe(1400);
    expect(link('port1')?.master).toBe('lan');
    expect(link('vx0')?.master).toBe('lan');
    expect(link('vx0')?.linkinfo?.info_data).toMatchObject({
      id: 42,
      remote: '10.1.0.9',
      port: 4789,
      ttl: 8,
    });
    expect(link('lan')?.linkinfo?.info_data).toMatchObject({
      forward_delay: 500,
      hello_time: 300,
      max_age: 1500,
      ageing_time: 10_000,
      priority: 4096,
      mcast_snooping: 0,
      stp_state: 1,
    });
    const some = (expected: object): unknown => expect.objectContaining(expected);
    expect(state.routes).toContainEqual(some({ dst: 'default', gateway: '10.1.0.1', dev: 'port0' }));
    expect(state.routes).toContainEqual(
      some({ dst: '10.9.0.0/16', gateway: '192.168.7.2', table: '77', metric: 5 }),
    );
    expect(state.routes).toContainEqual(some({ type: 'unreachable', dst: '10.66.0.0/16' }));
    expect(state.routes).toContainEqual(some({ dst: '10.67.0.0/16', gateway: '10.99.0.1' }));
    expect(state.routes6).toContainEqual(some({ dst: 'fd09::/32', gateway: 'fd00::9', prefsrc: 'fd00::2' }));
    expect(state.rules).toContainEqual(some({ priority: 100, src: '10.9.0.0', srclen: 16, table: '77' }));
    expect(state.rules).toContainEqual(
      some({ priority: 101, iif: 'lan', fwmark: '0x1', fwmask: '0xff', table: 'main' }),
    );
    expect(state.rules6).toContainEqual(some({ priority: 102, dst: 'fd66::', not: null }));
  });
});

describe.runIf(canUse('hostapd', findProgram('hostapd')))('hostapd', () => {
  // A driver that needs no radio; everything else is as it would be. Ends when the access points are up, or refused.
  const script = `
    mount -t tmpfs none /run
    sed 's/^driver=nl80211$/driver=none/' "$1" > /run/config
    hostapd /run/config > /run/log 2>&1 &
    hostapd=$!
    for attempt in $(seq 100); do
      if grep -qE 'AP-ENABLED|errors found|Failed' /run/log; then break; fi
      sleep 0.05
    done
    sleep 0.05
    for name in $2; do hostapd_cli -p /run/hostapd -i "$name" get_config; done
    cat /run/log
    kill $hostapd 2>/dev/null || true`;

  async function start(config: JsonObject, names: string): Promise<string> {
    const [path = ''] = await write(membersOf(config), /^etc\/hostapd\/.*conf$/);
    return isolated(script, path, names);
  }

  test('takes all access points of a radio', async () => {
    const log = await start(everyAccessPoint, '');
    // The driver has no more than one access point; the file as a whole was read before that.
    expect(log).not.toMatch(/errors? found|^Line|unknown/im);
    expect(log).toMatch(/Failed to add BSS/);
  });

  test.each(everyAccessPoint.interfaces as JsonObject[])(
    'starts $wireless.encryption.protocol ($name)',
    async (entry) => {
      const log = await start({ radios: everyAccessPoint.radios ?? null, interfaces: [entry] }, '');
      expect(log).not.toMatch(/errors? found|^Line|unknown|Failed/im);
      expect(log).toMatch(/AP-ENABLED/);
    },
  );

  test.each(HOSTILE_TEXTS)('reads the name %j as it was meant', async (ssid) => {
    const key = /^[ -~]{8,63}$/.test(ssid) ? ssid : 'pass phrase';
    const log = await start(
      {
        radios: [{ name: 'radio0', protocol: '802.11n', channel: 6, channel_width: 40 }],
        interfaces: [
          {
            name: 'wlan0',
            type: 'wireless',
            wireless: {
              radio: 'radio0',
              mode: 'access_point',
              ssid,
              encryption: { protocol: 'wpa2_personal', key },
            },
          },
        ],
      },
      'wlan0',
    );
    expect(log).toMatch(/AP-ENABLED/);
    // hostapd_cli shows bytes beyond ASCII, quotes and backslashes in an escaped form.
    const shown = /^ssid=(.*)$/m.exec(log)?.[1] ?? '';
    expect(unescaped(shown)).toBe(ssid);
  });
});

describe.runIf(canUse('wpa_supplicant', findProgram('wpa_supplicant')))('wpa_supplicant', () => {
  // The driver for wires needs no radio. What was read can be asked for.
  const script = `
    mount -t tmpfs none /run
    ip link set lo up
    for file in "$@"; do
      wpa_supplicant -B -P /run/pid -i lo -D wired -c "$file" || exit 1
      for field in ssid key_mgmt identity password; do
        printf '%s %s=%s\\n' "$(basename "$file")" "$field" "$(wpa_cli -p /run/wpa_supplicant -i lo get_network 0 $field)"
      done
      kill "$(cat /run/pid)"
      while [ -e /run/wpa_supplicant/lo ]; do sleep 0.05; done
    done`;

  test('takes every kind of station', { timeout: 60_000 }, async () => {
    const paths = await write(membersOf(everyStation), /wpa_supplicant-/);
    expect(paths).toHaveLength(11);
    const output = await isolated(script, ...paths);
    expect(output).not.toMatch(/^Line|Failed to/m);
    expect(output).toContain(`wlan7.conf key_mgmt=WPA-EAP\n`);
    expect(output).toContain(`wlan10.conf key_mgmt=WPA-EAP-SHA256\n`);
  });

  test('reads names as they were meant', { timeout: 60_000 }, async () => {
    const stations = HOSTILE_TEXTS.map((ssid, index) => ({
      name: `wlan${index}`,
      type: 'wireless',
      wireless: {
        radio: 'radio0',
        mode: 'station',
        ssid,
        encryption: { protocol: 'wpa2_enterprise', eap_type: 'peap', identity: ssid, password: ssid },
      },
    }));
    const paths = await write(membersOf({ interfaces: stations }), /wpa_supplicant-/);
    const output = await isolated(script, ...paths);
    for (const [index, text] of HOSTILE_TEXTS.entries()) {
      for (const field of ['ssid', 'identity']) {
        const shown = new RegExp(`^wpa_supplicant-wlan${index}.conf ${field}=(.*)$`, 'm').exec(output)?.[1];
        expect(plain(shown ?? '')).toBe(text);
      }
    }
  });

  /** A value as wpa_cli shows it: in quotes, or its bytes. */
  function plain(shown: string): string {
    return shown.startsWith('"') ? shown.slice(1, -1) : Buffer.from(shown, 'hex').toString();
  }
});

test('the manifest names every other member, and nothing in it is secret', () => {
  for (const config of [everyInterface, everyAccessPoint, everyStation]) {
    const [manifest, ...others] = membersOf(config);
    expect(manifest?.name).toBe(LINUX_MANIFEST_PATH);
    const { files, version } = JSON.parse(manifest?.contents ?? '') as LinuxManifest;
    expect(version).toBe(1);
    expect(files.map(({ path }) => path)).toEqual(others.map(({ name }) => `/${name}`));
    for (const secret of ['yAnz5TF', 'phrase', 'secret', 'p" #'])
      expect(manifest?.contents).not.toContain(secret);
    for (const { name, mode, contents } of others)
      if (/yAnz5TF|phrase|secret/.test(contents)) expect(`${name} ${mode.toString(8)}`).toBe(`${name} 600`);
  }
});

/** Undoes the escapes of `printf`. */
function unescaped(text: string): string {
  const bytes = text.replace(/\\(x[0-9a-f]{2}|.)/g, (_, code: string) =>
    code.length === 3 ? String.fromCharCode(Number.parseInt(code.slice(1), 16)) : code,
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
