import type { LinuxBridgeVlan, LinuxInterface } from '@netloom/netjson-config/linux-manifest';
import type { RunCommand } from '../../../platform/commands/run-command.ts';
import { parseIpJson } from '../../../adapters/ip-json.ts';
import type { Privileged } from '../../../platform/privileged/privileged.ts';

interface VlanRow {
  vlan?: unknown;
  vlanEnd?: unknown;
  flags?: unknown;
}

/** The VLANs of bridges and their ports by their names, as `bridge vlan` shows them. Empty where the kernel filters none. */
export const readPortVlans = async (
  run: RunCommand,
  bridge: string,
): Promise<ReadonlyMap<string, readonly LinuxBridgeVlan[]>> => {
  const shown = await run([bridge, '-json', 'vlan', 'show']).then(
    ({ stdout }) => parseIpJson(stdout) ?? [],
    () => [],
  );
  return new Map(
    shown.map(({ ifname, vlans }) => [
      String(ifname),
      (Array.isArray(vlans) ? (vlans as VlanRow[]) : []).flatMap(toVlans),
    ]),
  );
};

/** A row may stand for a range. */
const toVlans = ({ vlan, vlanEnd, flags }: VlanRow): LinuxBridgeVlan[] => {
  const first = Number(vlan);
  const words = Array.isArray(flags) ? (flags as unknown[]) : [];
  return Array.from({ length: Number(vlanEnd ?? vlan) - first + 1 }, (_none, offset) => ({
    vlan: first + offset,
    untagged: words.includes('Egress Untagged'),
    primary: words.includes('PVID'),
  }));
};

/** The VLANs that a port, or a bridge itself, is to have; undefined when nobody says. */
export const wantedVlans = ({
  bridge,
  bridge_port: port,
}: LinuxInterface): readonly LinuxBridgeVlan[] | undefined =>
  port?.vlans ??
  (bridge?.vlan_filtering === true
    ? bridge.vlans?.map((vlan) => ({ vlan, untagged: false, primary: false }))
    : undefined);

/** Makes the VLANs of a port, or of a bridge itself, the wanted ones. @throws CommandError */
export const setPortVlans = async (
  privileged: Privileged,
  link: LinuxInterface,
  present: readonly LinuxBridgeVlan[],
): Promise<void> => {
  const { name } = link;
  const self = link.bridge_port === undefined;
  const wanted = wantedVlans(link) ?? [];
  for (const { vlan } of present)
    if (!wanted.some((other) => other.vlan === vlan))
      await privileged.perform('bridge-vlan-delete', { name, vlan, self });
  for (const one of wanted) {
    const isThere = present.some(
      (other) => other.vlan === one.vlan && other.untagged === one.untagged && other.primary === one.primary,
    );
    if (!isThere) await privileged.perform('bridge-vlan-add', { name, ...one, self });
  }
};
