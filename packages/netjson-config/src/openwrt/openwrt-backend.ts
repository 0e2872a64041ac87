import { OPENWRT_SCHEMA } from '@netloom/netjson';
import type { Backend } from '../backend.ts';
import { openwrtOutput } from './openwrt-output.ts';
import { checkOpenwrtDocument } from './check-document.ts';
import { convertDocument } from './convert-document.ts';
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
  check: checkOpenwrtDocument,
  convert(document, { dsa }) {
    const { packages, files } = convertDocument(document, OPENWRT_SCHEMA, dsa);
    return { ...openwrtOutput(packages), files };
  },
};
