import type { JsonObject } from '@netloom/netjson';
import type { ArchiveMember } from '../../archive/archive-member.ts';
import { planDevice } from './device-plan.ts';
import { installScript } from './install-script.ts';
import { trafficControlScript } from './traffic-control-script.ts';
import { uninstallScript } from './uninstall-script.ts';
import { VPN_DOWN_SCRIPT, VPN_UP_SCRIPT } from './vpn-hook-scripts.ts';

const MODE = 0o755;

/** The scripts that travel with a configuration, each once. @throws ConfigurationError for a hook without a name */
export function firmwareScripts(document: JsonObject, packages: ReadonlySet<string>): ArchiveMember[] {
  const plan = planDevice(document, packages);
  const scripts: (readonly [name: string, contents: string])[] = [
    ['install.sh', installScript(plan)],
    ['uninstall.sh', uninstallScript(plan)],
  ];
  for (const { up, down } of plan.tapVpns) {
    if (up !== undefined) scripts.push([`openvpn/${up}`, VPN_UP_SCRIPT]);
    if (down !== undefined) scripts.push([`openvpn/${down}`, VPN_DOWN_SCRIPT]);
  }
  scripts.push(['tc_script.sh', trafficControlScript(plan)]);
  const unique = new Map(
    scripts.map(([name, contents]) => [`${name}\n${contents}`, { name, mode: MODE, contents }]),
  );
  return [...unique.values()];
}
