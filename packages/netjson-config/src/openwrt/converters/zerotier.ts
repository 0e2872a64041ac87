import type { JsonObject } from '@netloom/netjson';
import { objectsIn, textOf } from '../../document-values.ts';
import { isTruthy } from '../../python/is-truthy.ts';
import { pythonText } from '../../python/python-text.ts';
import type { UciBlock } from '../../uci/uci-block.ts';
import { createBlock, sanitizeName } from '../../uci/uci-block.ts';
import type { Converter } from '../converter.ts';

const DEFAULT_CONFIG_PATH = '/etc/openwisp/zerotier';
const DEVICE_MAP_HEADER = '# network_id=interface_name\n';

/**
 * `zerotier` -> blocks `zerotier` and `network` of the package zerotier, in the forms of the ZeroTier packages before
 * and since 1.14, and the file that maps networks to interface names.
 */
export const zerotierConverter: Converter = {
  section: 'zerotier',
  convert(section, { files }) {
    const blocks: UciBlock[] = [];
    for (const instance of objectsIn(section)) {
      const networks = objectsIn(instance.networks);
      blocks.push(instanceBlock(instance, networks), ...networks.map(networkBlock));
      addDeviceMap(files, pythonText(instance.config_path ?? DEFAULT_CONFIG_PATH), networks);
    }
    return new Map([['zerotier', blocks]]);
  },
};

function instanceBlock(instance: JsonObject, networks: readonly JsonObject[]): UciBlock {
  const {
    name,
    networks: _networks,
    client_options: _forOtherClients,
    disabled,
    local_conf: localConf,
    local_conf_path: localConfPath,
    ...rest
  } = instance;
  // Older and newer packages name the same setting differently; each gets its own.
  const path = isTruthy(localConf) ? localConf : localConfPath;
  return createBlock('zerotier', sanitizeName(textOf(name)), {
    config_path: DEFAULT_CONFIG_PATH,
    copy_config_path: '1',
    ...rest,
    join: networks.map((network) => network.id ?? null),
    enabled: !isTruthy(disabled),
    local_conf: isTruthy(path) ? path : localConf,
    local_conf_path: isTruthy(path) ? path : localConfPath,
  });
}

function networkBlock({ ifname, ...options }: JsonObject): UciBlock {
  return createBlock('network', sanitizeName(textOf(ifname)), options);
}

function addDeviceMap(files: JsonObject[], configPath: string, networks: readonly JsonObject[]): void {
  const path = `${configPath}/devicemap`;
  const lines = networks.map(({ id, ifname }) => `${textOf(id)}=${textOf(ifname)}\n`);
  const existing = files.filter((file) => file.path === path).map((file) => `\n${textOf(file.contents)}`);
  const others = files.filter((file) => file.path !== path);
  const contents = [DEVICE_MAP_HEADER, ...lines, ...existing].join('');
  files.splice(0, files.length, ...others, { path, mode: '0644', contents });
}
