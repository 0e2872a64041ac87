import type { JsonObject } from '@netloom/netjson';
import { ZEROTIER_SCHEMA } from '@netloom/netjson';
import type { Backend, NativeInput, NativeOutput, ParsedNative } from '../backend.ts';
import { castOptions } from '../cast-options.ts';
import { objectsIn } from '../document-values.ts';
import { uniqueFiles } from '../files.ts';
import { isTruthy } from '../python/is-truthy.ts';
import { pythonText } from '../python/python-text.ts';
import { optionTypes } from '../schema/option-types.ts';
import { vpnOutput } from '../vpn-output.ts';
import { zerotierAutoClient } from './auto-client.ts';
import { readNetworks } from './read-networks.ts';
import { networkSection, renderNetwork } from './render-network.ts';

const FILE_SUFFIX = '.json';
const TYPES = optionTypes(ZEROTIER_SCHEMA, ZEROTIER_SCHEMA.definitions.zerotier_server);

/** Networks of a ZeroTier controller, one `.json` file each. */
export const zerotierBackend: Backend = {
  name: 'openwisp_controller.vpn_backends.ZeroTier',
  label: 'ZeroTier',
  kind: 'vpn',
  schema: ZEROTIER_SCHEMA,
  mergeIds: [],
  defaultOptions: { dsa: true },
  convert: (document) => networksOutput(objectsIn(document.zerotier), uniqueFiles(objectsIn(document.files))),
  parse: parseZerotier,
  clientBuilders: new Map([['auto_client', zerotierAutoClient]]),
};

function networksOutput(networks: readonly JsonObject[], files: readonly JsonObject[]): NativeOutput {
  const instances = networks.map((network, index) => {
    const name = `${pythonText(network.nwid ?? '')}${FILE_SUFFIX}`;
    return {
      name,
      path: ['zerotier', index, 'nwid'],
      header: `// zerotier controller config: ${name}`,
      body: renderNetwork(network),
      sections: () => [networkSection(network)],
    };
  });
  return vpnOutput(instances, files);
}

function parseZerotier(native: NativeInput): ParsedNative {
  const texts =
    typeof native === 'string'
      ? [native]
      : native.filter(({ name }) => name.endsWith(FILE_SUFFIX)).map(({ contents }) => contents);
  // A network without any setting is none.
  const networks = texts.flatMap(readNetworks).filter(isTruthy);
  return {
    document:
      networks.length === 0 ? {} : { zerotier: networks.map((network) => castOptions(network, TYPES)) },
    output: networksOutput(networks, []),
  };
}
