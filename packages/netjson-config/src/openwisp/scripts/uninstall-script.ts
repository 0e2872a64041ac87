import type { DevicePlan } from './device-plan.ts';
import { CRON_PID_FILE } from './install-script.ts';
import { shellWord } from './shell-word.ts';

/** Takes the configuration out of force again. */
export function uninstallScript(plan: DevicePlan): string {
  return [
    '#!/bin/sh',
    'cd "$(dirname "$0")" || exit 1',
    '',
    './tc_script.sh stop',
    '',
    'for pid_file in /var/run/openvpn*.pid; do',
    '  [ -f "$pid_file" ] || continue',
    '  kill "$(cat "$pid_file")"',
    '  rm -f "$pid_file"',
    'done',
    'uci revert openvpn',
    ...plan.tapVpns.map(({ name }) => `openvpn --rmtun --dev ${shellWord(name)} --dev-type tap`),
    '',
    'uci revert wireless',
    'uci revert network',
    '/etc/init.d/network restart',
    'wifi',
    ...(plan.usesCron ? ['', `start-stop-daemon -K -p ${CRON_PID_FILE}`, `rm -f ${CRON_PID_FILE}`] : []),
    '',
  ].join('\n');
}
