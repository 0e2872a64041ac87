import type { JsonValue } from '@netloom/netjson';
import { compareCodePoints } from '../python/compare-code-points.ts';

/** One section of a UCI package: `config <type> '<name>'` and its options in output order. */
export interface UciBlock {
  readonly type: string;
  readonly name: string;
  readonly options: ReadonlyMap<string, JsonValue>;
}

/** UCI packages in output order. */
export type UciPackages = ReadonlyMap<string, readonly UciBlock[]>;

/** A block whose options are sorted by name; absent ones are left out. */
export function createBlock(
  type: string,
  name: string,
  options: Readonly<Record<string, JsonValue | undefined>>,
): UciBlock {
  const sorted = new Map<string, JsonValue>();
  for (const key of Object.keys(options).sort(compareCodePoints)) {
    const value = options[key];
    if (value !== undefined) sorted.set(key, value);
  }
  return { type, name, options: sorted };
}

/** Names of UCI sections cannot hold dots and dashes. */
export function sanitizeName(name: string): string {
  return name.replaceAll(/[.-]/g, '_');
}
