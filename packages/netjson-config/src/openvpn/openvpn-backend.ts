import type { JsonObject, JsonValue } from '@netloom/netjson';
import { OPENVPN_SCHEMA } from '@netloom/netjson';
import type { Backend } from '../backend.ts';
import { objectsIn } from '../document-values.ts';
import { uniqueFiles } from '../files.ts';
import { isTruthy } from '../python/is-truthy.ts';
import { pythonText } from '../python/python-text.ts';
import type { VpnInstance } from '../vpn-output.ts';
import { vpnOutput } from '../vpn-output.ts';
import { openvpnAutoClient } from './auto-client.ts';
import { convertOpenvpnInstance } from './convert-instance.ts';
import { OPENVPN_HEADER } from './openvpn-header.ts';
import { parseOpenvpn } from './parse-openvpn.ts';
import { directivesSection, renderDirectives, toDirectives } from './render-directives.ts';

/** OpenVPN servers and clients, one `.conf` file each. */
export const openvpnBackend: Backend = {
  name: 'openwisp_controller.vpn_backends.OpenVpn',
  label: 'OpenVPN',
  kind: 'vpn',
  schema: OPENVPN_SCHEMA,
  mergeIds: ['name'],
  defaultOptions: { dsa: true },
  convert(document) {
    const files = [...objectsIn(document.files)];
    const instances = objectsIn(document.openvpn).map((instance, index) =>
      convertInstance(instance, index, files),
    );
    return vpnOutput(instances, uniqueFiles(files));
  },
  parse: parseOpenvpn,
  clientBuilders: new Map([['auto_client', openvpnAutoClient]]),
};

function convertInstance(instance: JsonObject, index: number, files: JsonObject[]): VpnInstance {
  const { name: givenName = '', ...settings } = convertOpenvpnInstance(withoutDefaults(instance), files);
  const name = pythonText(givenName);
  const directives = toDirectives(settings);
  const path = ['openvpn', index];
  return {
    name: `${name}.conf`,
    path: [...path, 'name'],
    header: OPENVPN_HEADER + name,
    body: renderDirectives(directives, path),
    sections: () => [directivesSection(name, directives)],
  };
}

/** Options that are off, 0 or empty are OpenVPN's defaults, except where 0 or the empty text means something. */
function withoutDefaults(instance: JsonObject): JsonObject {
  const options: JsonObject = {};
  for (const [key, value] of Object.entries(instance)) {
    if (isMeaningful(key, value)) options[key] = value;
  }
  return options;
}

function isMeaningful(key: string, value: JsonValue): boolean {
  if (key === 'script_security' || key === 'remote') return true;
  if (key === 'server_bridge' && value === '') return true;
  return isTruthy(value) || typeof value === 'object';
}
