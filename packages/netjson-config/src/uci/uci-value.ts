import type { JsonValue } from '@netloom/netjson';
import type { NativeValue } from '../native-section.ts';
import { pythonText } from '../python/python-text.ts';

/** What UCI says for a value: a list for `list` lines, text for an `option` line, undefined for none. */
export function uciValue(value: JsonValue): NativeValue | undefined {
  if (value === '' || value === null) return undefined;
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value !== 'object') return pythonText(value);
  return (Array.isArray(value) ? value : Object.keys(value)).map(pythonText);
}
