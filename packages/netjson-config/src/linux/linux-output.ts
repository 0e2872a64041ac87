import type { JsonObject } from '@netloom/netjson';
import type { NativeOutput } from '../backend.ts';
import type { NativeSection } from '../native-section.ts';
import type { LinuxFile } from './linux-file.ts';
import type { LinuxManifest } from './linux-manifest.ts';
import { LINUX_MANIFEST_PATH } from './linux-manifest.ts';

const MANIFEST_MODE = 0o644;

/** The line that begins a file in the text of all of them. */
export function fileHeader(path: string): string {
  return `# ---------- ${path} ---------- #`;
}

/** Native files as one text, and as members of an archive together with the manifest. */
export function linuxOutput(
  native: readonly LinuxFile[],
  files: readonly JsonObject[],
  manifest: LinuxManifest,
): NativeOutput {
  return {
    text: native.map(({ path, contents }) => `${fileHeader(path)}\n\n${contents}`).join('\n'),
    sections: () => [
      ...native.flatMap(({ path, sections }) => sections.map((section) => ({ package: path, ...section }))),
      ...manifestSections(manifest),
    ],
    members: [
      { name: LINUX_MANIFEST_PATH, mode: MANIFEST_MODE, contents: `${JSON.stringify(manifest, null, 2)}\n` },
      ...native.map(({ path, mode, contents }) => ({ name: path.slice(1), mode, contents })),
    ],
    files,
  };
}

/** What only the manifest says, for comparing and explaining. */
function manifestSections({ ntp, radios, files }: LinuxManifest): NativeSection[] {
  const sections: NativeSection[] = [];
  const add = (
    type: string,
    name: string,
    options: readonly (readonly [string, string | undefined])[],
  ): void => {
    const given = options.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
    if (given.length > 0)
      sections.push({ package: LINUX_MANIFEST_PATH, type, name, options: new Map(given) });
  };
  if (ntp !== undefined) add('ntp', 'ntp', [['enabled', String(ntp.enabled)]]);
  for (const { name, phy, tx_power: power, disabled } of radios) {
    add('radio', name, [
      ['phy', phy],
      ['tx_power', power === undefined ? undefined : String(power)],
      ['disabled', String(disabled)],
    ]);
  }
  for (const { path, purpose, owner, group } of files) {
    if (purpose !== 'file') continue;
    add('file', path, [
      ['owner', owner],
      ['group', group],
    ]);
  }
  return sections;
}
