import type { NativeSection, NativeValue } from '../native-section.ts';
import type { UciBlock, UciPackages } from './uci-block.ts';
import { uciValue } from './uci-value.ts';

/** UCI blocks as sections. */
export function uciSections(packages: UciPackages): NativeSection[] {
  return [...packages].flatMap(([name, blocks]) => blocks.map((block) => blockSection(name, block)));
}

function blockSection(packageName: string, { type, name, options }: UciBlock): NativeSection {
  const written = new Map<string, NativeValue>();
  for (const [key, value] of options) {
    const text = key.startsWith('.') ? undefined : uciValue(value);
    if (text !== undefined && text.length > 0) written.set(key, text);
  }
  return { package: packageName, type, name, options: written };
}
