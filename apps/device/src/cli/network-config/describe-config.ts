import { entriesOf, type NetConfig, type NetEntry } from '../../modules/network-config/net-config.ts';
import type { NetworkStatus } from './network-config-client.ts';

/** The list, one id in a line; the active one is marked. */
export const describeList = (configs: Readonly<Record<string, boolean>>): string => {
  const lines = Object.entries(configs).map(([id, isActive]) => `${isActive ? '*' : ' '} ${id}`);
  return lines.length === 0 ? 'There is no configuration yet.' : lines.join('\n');
};

/** A configuration for reading. Passphrases are not shown. */
export const describeConfig = (config: NetConfig): string =>
  [config.id, ...entriesOf(config).map((entry, index) => `  ${index + 1}. ${describeEntry(entry)}`)].join(
    '\n',
  );

export const describeEntry = (entry: NetEntry): string => {
  const { security, autostart_app: app } = entry;
  const renamed = entry.iface_display_name === entry.interface ? '' : ` as ${entry.iface_display_name}`;
  return [
    `${entry.interface}${renamed} (${entry.phy}, ${entry.mode})`,
    entry.namespace === undefined ? 'in root' : `in namespace ${entry.namespace}`,
    ...(security ? [`joins "${security.ssid}" (${security.security})`] : []),
    ...(entry.default_route ? ['default route'] : []),
    ...(app ? [`starts ${app}`] : []),
  ].join(', ');
};

/** Wireless interfaces of every namespace, with what is known of them. */
export const describeStatus = (status: NetworkStatus): string =>
  Object.entries(status)
    .flatMap(([namespace, interfaces]) => {
      const lines = Object.entries(interfaces).map(([name, facts]) => `  ${name}: ${describeFacts(facts)}`);
      return [namespace, ...(lines.length === 0 ? ['  no wireless interface'] : lines)];
    })
    .join('\n');

const describeFacts = (facts: unknown): string =>
  typeof facts === 'object' && facts !== null
    ? Object.entries(facts)
        .map(([name, value]) => `${name} ${String(value)}`)
        .join(', ')
    : String(facts);
