import type { JsonObject } from '@netloom/netjson';
import { manifestFile, octal } from './document-files.ts';
import type { LinuxFile } from './linux-file.ts';
import type {
  LinuxInterface,
  LinuxManifest,
  LinuxManifestFile,
  LinuxRadio,
  LinuxRule,
} from './linux-manifest.ts';
import { linuxServices } from './linux-services.ts';
import type { SystemPlan } from './system-files.ts';

/** What a document asks for, apart from the contents of files. */
export interface LinuxPlan {
  readonly system: SystemPlan;
  readonly interfaces: readonly LinuxInterface[];
  readonly rules: readonly LinuxRule[];
  readonly radios: readonly LinuxRadio[];
}

/** The manifest of an archive. The order of its keys is always the same. */
export function linuxManifestOf(
  { system, interfaces, rules, radios }: LinuxPlan,
  native: readonly LinuxFile[],
  files: readonly JsonObject[],
): LinuxManifest {
  return {
    version: 1,
    ...system,
    interfaces,
    rules,
    radios,
    services: linuxServices(native, interfaces, system),
    files: [...native.map(nativeFile), ...files.map(manifestFile)],
  };
}

function nativeFile(file: LinuxFile): LinuxManifestFile {
  return {
    path: file.path,
    purpose: file.purpose,
    mode: octal(file.installedMode ?? file.mode),
    owner: 'root',
    group: file.group ?? 'root',
    ...(file.interface === undefined ? {} : { interface: file.interface }),
  };
}
