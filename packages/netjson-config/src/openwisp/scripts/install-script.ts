import type { BridgePlan, DevicePlan, TapVpnPlan } from './device-plan.ts';
import { shellWord } from './shell-word.ts';

/** Seconds that a bridge gets to take up its address. */
const ADDRESS_TIMEOUT = 10;
export const CRON_PID_FILE = '/var/run/openwisp_crond.pid';

/** Brings the unpacked configuration into force. Nothing is committed, so that a reboot undoes it. */
export function installScript(plan: DevicePlan): string {
  return [
    '#!/bin/sh',
    'cd "$(dirname "$0")" || exit 1',
    '',
    `echo "${plan.hostname}" > /proc/sys/kernel/hostname`,
    ...plan.tapVpns.flatMap(createTapDevice),
    ...importPackage(plan, 'network'),
    '',
    '# VLAN devices are called eth0.5, not eth0.0005',
    'vconfig set_name_type DEV_PLUS_VID_NO_PAD',
    'sleep 5',
    ...plan.bridges.flatMap(startBridge),
    ...importPackage(plan, 'wireless'),
    ...plan.radios.map((radio) => `wifi up ${shellWord(radio)}`),
    ...(plan.tapVpns.length > 0 ? [...importPackage(plan, 'openvpn'), '/etc/init.d/openvpn start'] : []),
    '',
    './tc_script.sh start',
    ...(plan.usesCron ? startCron() : []),
    '',
  ].join('\n');
}

function importPackage(plan: DevicePlan, name: string): string[] {
  return plan.packages.has(name) ? ['', `uci -m -f uci/${name}.conf import ${name}`] : [''];
}

function createTapDevice({ name }: TapVpnPlan): string[] {
  const device = shellWord(name);
  return [
    '',
    `openvpn --mktun --dev ${device} --dev-type tap`,
    `until grep -q '^ *${name}:' /proc/net/dev; do`,
    '  sleep 1',
    `  openvpn --mktun --dev ${device} --dev-type tap`,
    'done',
  ];
}

function startBridge({ network, address }: BridgePlan): string[] {
  const start = ['', `ifup ${shellWord(network)}`];
  if (address === undefined) return start;
  return [
    ...start,
    'attempt=0',
    `until ip address show | grep -qF ${shellWord(` ${address}/`)} || [ "$attempt" -ge ${ADDRESS_TIMEOUT} ]; do`,
    '  attempt=$((attempt + 1))',
    '  sleep 1',
    'done',
  ];
}

function startCron(): string[] {
  return ['', `start-stop-daemon -S -b -m -p ${CRON_PID_FILE} -x /usr/sbin/crond -- -f -c "$PWD/crontabs"`];
}
