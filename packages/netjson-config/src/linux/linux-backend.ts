import type { JsonObject } from '@netloom/netjson';
import { LINUX_SCHEMA } from '@netloom/netjson';
import type { Backend, ClientBuilder, NativeOutput } from '../backend.ts';
import { openwrtVxlanWireguardAutoClient } from '../openwrt/clients/vxlan-wireguard-auto-client.ts';
import { openwrtWireguardAutoClient } from '../openwrt/clients/wireguard-auto-client.ts';
import { checkLinuxDocument } from './checks/check-document.ts';
import { documentFiles } from './document-files.ts';
import { linuxManifestOf } from './linux-manifest-of.ts';
import { linuxOutput } from './linux-output.ts';
import { networkdFiles } from './networkd/networkd-files.ts';
import { openvpnFiles } from './openvpn-files.ts';
import { parseLinux } from './parse/parse-linux.ts';
import { planContext } from './plan/plan-context.ts';
import { planDocument } from './plan-document.ts';
import { refuseUnsupported } from './refuse-unsupported.ts';
import { hostapdFiles } from './wireless/hostapd-file.ts';
import { supplicantFiles } from './wireless/supplicant-file.ts';
import { systemFiles } from './system-files.ts';

/** Plain Linux boxes: files of systemd-networkd, wpa_supplicant and hostapd, and a manifest for other appliers. */
export const linuxBackend: Backend = {
  name: 'netloom.Linux',
  label: 'Linux',
  kind: 'device',
  schema: LINUX_SCHEMA,
  // The VLANs of an interface carry its name, and their number.
  mergeIds: ['name+vid', 'name'],
  defaultOptions: { dsa: true },
  precheck: refuseUnsupported,
  check: checkLinuxDocument,
  convert: convertDocument,
  parse: parseLinux,
  // Peers and tunnels are described in the same terms as on OpenWrt.
  clientBuilders: new Map<string, ClientBuilder>([
    ['wireguard_auto_client', openwrtWireguardAutoClient],
    ['vxlan_wireguard_auto_client', openwrtVxlanWireguardAutoClient],
  ]),
};

function convertDocument(document: JsonObject): NativeOutput {
  const context = planContext(document);
  const plan = planDocument(document, context);
  const openvpn = openvpnFiles(document, documentFiles(document));
  const native = [
    ...systemFiles(plan.system),
    ...networkdFiles(plan.interfaces, plan.rules, context),
    ...hostapdFiles(context, plan.interfaces),
    ...supplicantFiles(context),
    ...openvpn.native,
  ];
  const { files } = openvpn;
  return linuxOutput(native, files, linuxManifestOf(plan, native, files));
}
