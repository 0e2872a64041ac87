import type { LinuxFile } from '../linux-file.ts';
import type { LinuxInterface, LinuxRule } from '../linux-manifest.ts';
import { LOOPBACK } from '../plan/interface-names.ts';
import type { PlanContext } from '../plan/plan-context.ts';
import { keyFiles } from './key-files.ts';
import { netdevFile } from './netdev-file.ts';
import { networkFile } from './network-file.ts';

/** The files of systemd-networkd: for each interface its `.netdev`, `.network` and keys. */
export function networkdFiles(
  interfaces: readonly LinuxInterface[],
  rules: readonly LinuxRule[],
  context: PlanContext,
): LinuxFile[] {
  const vlans = Map.groupBy(interfaces, ({ vlan }) => vlan?.base);
  const vxlans = Map.groupBy(interfaces, ({ vxlan }) => vxlan?.tunlink);
  const keys = Map.groupBy(keyFiles(context), (file) => file.interface);
  return interfaces.flatMap((planned) => {
    const { name } = planned;
    const netdev = netdevFile(planned);
    const dependents = { vlans: namesOf(vlans.get(name)), vxlans: namesOf(vxlans.get(name)) };
    return [
      ...(netdev === undefined ? [] : [netdev]),
      // Rules belong to no interface, but networkd wants one, and this one is always there.
      networkFile(planned, dependents, name === LOOPBACK ? rules : []),
      ...(keys.get(name) ?? []),
    ];
  });
}

function namesOf(interfaces: readonly LinuxInterface[] = []): string[] {
  return interfaces.map(({ name }) => name);
}
