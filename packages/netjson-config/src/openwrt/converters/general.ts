import type { JsonObject } from '@netloom/netjson';
import { TIME_ZONES } from '@netloom/netjson';
import { omit } from '../../document-values.ts';
import { pythonText } from '../../python/python-text.ts';
import type { UciBlock } from '../../uci/uci-block.ts';
import { createBlock } from '../../uci/uci-block.ts';
import type { Converter } from '../converter.ts';

const DEFAULT_HOSTNAME = 'OpenWRT';

/** `general` -> the block `system`, and the ULA prefix -> `globals` of the package network. */
export const generalConverter: Converter = {
  section: 'general',
  convert(section) {
    const general = section as JsonObject;
    const packages = new Map<string, UciBlock[]>();
    const hasPrefix = Object.hasOwn(general, 'ula_prefix');
    const settings = hasPrefix ? omit(general, ['ula_prefix', 'globals_id']) : general;
    if (Object.keys(settings).length > 0) packages.set('system', [systemBlock(settings)]);
    if (hasPrefix) {
      const name = pythonText(general.globals_id ?? 'globals');
      packages.set('network', [createBlock('globals', name, { ula_prefix: general.ula_prefix })]);
    }
    return packages;
  },
};

function systemBlock(settings: JsonObject): UciBlock {
  const { id = 'system', timezone, ...rest } = settings;
  const options: Record<string, JsonObject[string] | undefined> = { hostname: DEFAULT_HOSTNAME, ...rest };
  if (timezone !== undefined) {
    options.timezone = TIME_ZONES.get(pythonText(timezone));
    options.zonename = timezone;
  }
  return createBlock('system', pythonText(id), options);
}
