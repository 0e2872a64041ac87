import type { JsonObject } from '@netloom/netjson';
import { objectsIn, omit, textOf } from '../document-values.ts';
import { openvpnBackend } from '../openvpn/openvpn-backend.ts';
import type { LinuxFile } from './linux-file.ts';

const SECRET_MODE = 0o600;

/** What the instances of OpenVPN in a document become. */
export interface OpenvpnFiles {
  readonly native: readonly LinuxFile[];
  /** The files of the document, and those with keys that the instances bring along. */
  readonly files: readonly JsonObject[];
}

/** One file for each instance, where the units of distributions look for it. */
export function openvpnFiles(document: JsonObject, files: readonly JsonObject[]): OpenvpnFiles {
  const instances = objectsIn(document.openvpn);
  if (instances.length === 0) return { native: [], files };
  const output = openvpnBackend.convert(
    // Whether an instance runs is a matter of its unit.
    { openvpn: instances.map((instance) => omit(instance, ['disabled'])), files: [...files] },
    openvpnBackend.defaultOptions,
  );
  const sections = output.sections();
  const native = output.members.map((member, index): LinuxFile => {
    const instance = instances[index] ?? {};
    const role = instance.mode === 'server' ? 'server' : 'client';
    const section = sections[index];
    return {
      path: `/etc/openvpn/${role}/${member.name}`,
      purpose: 'openvpn',
      mode: SECRET_MODE,
      service: {
        unit: `openvpn-${role}@${textOf(instance.name)}.service`,
        enabled: instance.disabled !== true,
      },
      contents: member.contents,
      sections: section === undefined ? [] : [section],
    };
  });
  return { native, files: output.files };
}
