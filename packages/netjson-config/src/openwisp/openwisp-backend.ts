import { OPENWISP_SCHEMA } from '@netloom/netjson';
import type { JsonObject } from '@netloom/netjson';
import { isJsonObject } from '@netloom/netjson';
import type { ArchiveMember } from '../archive/archive-member.ts';
import type { Backend } from '../backend.ts';
import { fileMembers } from '../files.ts';
import { checkOpenwrtDocument } from '../openwrt/check-document.ts';
import { checkRadioBands } from '../openwrt/check-radio-bands.ts';
import { convertDocument } from '../openwrt/convert-document.ts';
import { parsePackages } from '../openwrt/parse-packages.ts';
import { readUci } from '../uci/read-uci.ts';
import { openwispOutput } from './openwisp-output.ts';
import { firmwareScripts } from './scripts/firmware-scripts.ts';

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
  check: checkOpenwrtDocument(OPENWISP_SCHEMA),
  convert(document, { dsa }) {
    const { packages, files } = convertDocument(document, OPENWISP_SCHEMA, dsa);
    const scripts = firmwareScripts(document, new Set(packages.keys()));
    return {
      ...openwispOutput(packages),
      files,
      trailingMembers: withoutCopies(scripts, fileMembers(files)),
    };
  },
  parse(native, { dsa }) {
    const packages = readUci(native);
    const document = parsePackages(packages, dsa);
    const trailingMembers = firmwareScripts(document, new Set(packages.keys()));
    return { document, output: { ...openwispOutput(packages), files: [], trailingMembers } };
  },
};

/** Scripts that the document brings itself, to the letter, are not added once more. */
function withoutCopies(scripts: readonly ArchiveMember[], files: readonly ArchiveMember[]): ArchiveMember[] {
  return scripts.filter(
    (script) =>
      !files.some(
        (file) => file.name === script.name && file.mode === script.mode && file.contents === script.contents,
      ),
  );
}

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
