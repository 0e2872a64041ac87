import { OPENWRT_SCHEMA } from '@netloom/netjson';
import type { Backend, ClientBuilder } from '../backend.ts';
import { readUci } from '../uci/read-uci.ts';
import { openwrtVxlanWireguardAutoClient } from './clients/vxlan-wireguard-auto-client.ts';
import { openwrtWireguardAutoClient } from './clients/wireguard-auto-client.ts';
import { openwrtZerotierAutoClient } from './clients/zerotier-auto-client.ts';
import { openwrtOutput } from './openwrt-output.ts';
import { checkOpenwrtDocument } from './check-document.ts';
import { convertDocument } from './convert-document.ts';
import { parsePackages } from './parse-packages.ts';
import { checkRadioBands } from './check-radio-bands.ts';

/** OpenWrt devices: UCI packages in `/etc/config`. */
export const openwrtBackend: Backend = {
  name: 'netjsonconfig.OpenWrt',
  label: 'OpenWRT',
  kind: 'device',
  schema: OPENWRT_SCHEMA,
  mergeIds: ['name', 'config_value', 'id'],
  defaultOptions: { dsa: true },
  precheck: checkRadioBands,
  check: checkOpenwrtDocument(OPENWRT_SCHEMA),
  convert(document, { dsa }) {
    const { packages, files } = convertDocument(document, OPENWRT_SCHEMA, dsa);
    return { ...openwrtOutput(packages), files };
  },
  parse(native, { dsa }) {
    const packages = readUci(native);
    return { document: parsePackages(packages, dsa), output: { ...openwrtOutput(packages), files: [] } };
  },
  clientBuilders: new Map<string, ClientBuilder>([
    ['wireguard_auto_client', openwrtWireguardAutoClient],
    ['vxlan_wireguard_auto_client', openwrtVxlanWireguardAutoClient],
    ['zerotier_auto_client', openwrtZerotierAutoClient],
  ]),
};
