import type { LinuxFile, LinuxFileSection, Settings } from '../linux-file.ts';
import { optionsOf } from '../linux-file.ts';
import type { LinuxFilePurpose } from '../linux-manifest.ts';

/** A section of a file in the form of systemd. */
export interface IniSection {
  readonly type: string;
  readonly settings: Settings;
}

const MODE = 0o644;

/** A file of sections and settings, as systemd reads it. Values never need quotes: their alphabets are checked. */
export function iniFile(
  path: string,
  purpose: LinuxFilePurpose,
  sections: readonly IniSection[],
  interfaceName?: string,
): LinuxFile {
  const written = sections.filter(({ settings }) => settings.length > 0);
  return {
    path,
    purpose,
    mode: MODE,
    ...(interfaceName === undefined ? {} : { interface: interfaceName }),
    contents: renderIni(written),
    sections: written.map(iniFileSection),
  };
}

function renderIni(sections: readonly IniSection[]): string {
  return sections
    .map(({ type, settings }) => `[${type}]\n${settings.map(([key, value]) => `${key}=${value}\n`).join('')}`)
    .join('\n');
}

function iniFileSection({ type, settings }: IniSection): LinuxFileSection {
  return { type, name: type, options: optionsOf(settings) };
}

/** The lines of a list of settings, of which those without a value are left out. */
export function settingsOf(
  entries: readonly (readonly [key: string, value: string | number | boolean | undefined])[],
): Settings {
  return entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, iniText(value)] as const]));
}

function iniText(value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}
