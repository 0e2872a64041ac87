import { ConfigurationError } from '../../configuration-error.ts';
import type { IniSection } from '../networkd/ini-file.ts';

const SECTION = /^\[([^\]]+)\]$/;
const SETTING = /^([A-Za-z0-9_-]+)\s*=\s*(.*)$/;

/** The sections of a file of systemd, in order; comments are left out. */
export function readIni(path: string, contents: string): IniSection[] {
  const sections: { type: string; settings: (readonly [string, string])[] }[] = [];
  for (const [index, raw] of contents.split('\n').entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#') || line.startsWith(';')) continue;
    const type = SECTION.exec(line)?.[1];
    if (type !== undefined) {
      sections.push({ type, settings: [] });
      continue;
    }
    const [, key, value = ''] = SETTING.exec(line) ?? [];
    const section = sections.at(-1);
    if (key === undefined || section === undefined) {
      throw new ConfigurationError('value', {
        path: [],
        message: `Line ${index + 1} of "${path}" is neither a section nor a setting.`,
      });
    }
    section.settings.push([key, value]);
  }
  return sections;
}

/** The values of a key, in order. */
export function valuesOf({ settings }: IniSection, key: string): string[] {
  return settings.filter(([name]) => name === key).map(([, value]) => value);
}

/** The value of a key; the last one counts. */
export function valueOf(section: IniSection | undefined, key: string): string | undefined {
  return section === undefined ? undefined : valuesOf(section, key).at(-1);
}

/** A value that is a number. */
export function numberOf(section: IniSection | undefined, key: string): number | undefined {
  const value = valueOf(section, key);
  return value !== undefined && /^[0-9]{1,10}$/.test(value) ? Number(value) : undefined;
}

/** A value that is yes or no, in the words of systemd. */
export function flagOf(section: IniSection | undefined, key: string): boolean | undefined {
  const value = valueOf(section, key)?.toLowerCase();
  if (value === undefined) return undefined;
  return ['1', 'yes', 'true', 'on'].includes(value);
}
