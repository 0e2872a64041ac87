import type { JsonObject } from '@netloom/netjson';
import type { NativeOutput } from '../backend.ts';
import { conversionError } from '../conversion-error.ts';
import { objectsIn } from '../document-values.ts';
import { uniqueFiles } from '../files.ts';
import { pythonText } from '../python/python-text.ts';
import type { VpnInstance } from '../vpn-output.ts';
import { vpnOutput } from '../vpn-output.ts';
import { renderWireguard, wireguardSections } from './render-wireguard.ts';

/** `wireguard` -> a `.conf` file for each interface. @throws ConfigurationError for an interface without address */
export function convertWireguard(document: JsonObject): NativeOutput {
  const instances = objectsIn(document.wireguard).map(convertInstance);
  return vpnOutput(instances, uniqueFiles(objectsIn(document.files)));
}

function convertInstance(instance: JsonObject, index: number): VpnInstance {
  const path = ['wireguard', index];
  if (instance.address === undefined) throw conversionError(path, 'A WireGuard interface needs an "address"');
  const name = pythonText(instance.name ?? '');
  return {
    name: `${name}.conf`,
    path: [...path, 'name'],
    header: `# wireguard config: ${name}`,
    body: renderWireguard(instance, path),
    sections: () => wireguardSections(instance),
  };
}
