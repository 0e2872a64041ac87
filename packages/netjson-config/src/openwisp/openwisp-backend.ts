import { OPENWISP_SCHEMA } from '@netloom/netjson';
import type { JsonObject } from '@netloom/netjson';
import { isJsonObject } from '@netloom/netjson';
import type { Backend } from '../backend.ts';
import { checkOpenwrtDocument } from '../openwrt/check-document.ts';
import { checkRadioBands } from '../openwrt/check-radio-bands.ts';
import { convertDocument } from '../openwrt/convert-document.ts';
import { openwispOutput } from './openwisp-output.ts';

/** OpenWISP Firmware 1.x: UCI packages in a dialect of its own, and scripts that bring them into force. */
export const openwispBackend: Backend = {
  name: 'netjsonconfig.OpenWisp',
  label: 'OpenWISP Firmware 1.x',
  kind: 'device',
  schema: OPENWISP_SCHEMA,
  mergeIds: ['name', 'config_value', 'id'],
  defaultOptions: { dsa: false },
  prepare: enableRadios,
  precheck: checkRadioBands,
  check: checkOpenwrtDocument,
  convert(document, { dsa }) {
    const { packages, files } = convertDocument(document, OPENWISP_SCHEMA, dsa);
    return { ...openwispOutput(packages), files };
  },
};

/** The firmware takes a radio that does not say `disabled` for switched off. */
function enableRadios(document: JsonObject): JsonObject {
  const { radios } = document;
  if (!Array.isArray(radios)) return document;
  return {
    ...document,
    radios: radios.map((radio) =>
      isJsonObject(radio) && radio.disabled === undefined ? { ...radio, disabled: false } : radio,
    ),
  };
}
