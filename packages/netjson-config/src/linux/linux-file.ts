import type { NativeValue } from '../native-section.ts';
import type { LinuxFilePurpose, LinuxService } from './linux-manifest.ts';

/** A part of a native file whose settings have names, for comparing and explaining. */
export interface LinuxFileSection {
  readonly type: string;
  readonly name: string;
  readonly options: ReadonlyMap<string, NativeValue>;
}

/** A file that the backend writes. */
export interface LinuxFile {
  /** Absolute. */
  readonly path: string;
  readonly purpose: LinuxFilePurpose;
  /** Permission bits; 0600 for everything with a secret. */
  readonly mode: number;
  /** Permissions of the installed file, where its daemon needs others. */
  readonly installedMode?: number;
  /** Group of the installed file, when it is not root. */
  readonly group?: string;
  readonly interface?: string;
  /** The daemon that reads this file alone, when it is not named after an interface. */
  readonly service?: LinuxService;
  readonly contents: string;
  readonly sections: readonly LinuxFileSection[];
}

/** Key and value of each line of a section, in order. */
export type Settings = readonly (readonly [key: string, value: string])[];

/** Lines as options; a key that occurs again makes its option a list. */
export function optionsOf(settings: Settings): ReadonlyMap<string, NativeValue> {
  const options = new Map<string, NativeValue>();
  for (const [key, value] of settings) {
    const known = options.get(key);
    if (known === undefined) options.set(key, value);
    else options.set(key, [...(typeof known === 'string' ? [known] : known), value]);
  }
  return options;
}
