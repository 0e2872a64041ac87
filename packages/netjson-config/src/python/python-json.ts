import type { JsonObject, JsonValue } from '@netloom/netjson';
import { compareCodePoints } from './compare-code-points.ts';
import { pythonNumber } from './python-text.ts';

export interface PythonJsonOptions {
  /** Blanks per level; without it everything is on one line. */
  readonly indent?: number;
  /** Keys in code point order; otherwise as in the document. */
  readonly sortKeys?: boolean;
  /** Escapes everything outside of ASCII; on by default. */
  readonly ensureAscii?: boolean;
}

const NEEDS_ESCAPE = /[^ -~]/g;

/** JSON text exactly as Python's `json.dumps` writes it. */
export function pythonJson(value: JsonValue, options: PythonJsonOptions = {}): string {
  const { indent, sortKeys = false, ensureAscii = true } = options;
  const separator = indent === undefined ? ', ' : ',';

  function writeText(text: string): string {
    const quoted = JSON.stringify(text);
    return ensureAscii ? quoted.replaceAll(NEEDS_ESCAPE, escapeUnit) : quoted;
  }

  function writeMembers(open: string, members: readonly string[], close: string, depth: number): string {
    if (members.length === 0) return open + close;
    if (indent === undefined) return open + members.join(separator) + close;
    const inner = `\n${' '.repeat(indent * (depth + 1))}`;
    return `${open}${inner}${members.join(separator + inner)}\n${' '.repeat(indent * depth)}${close}`;
  }

  function writeObject(object: JsonObject, depth: number): string {
    const keys = Object.keys(object);
    if (sortKeys) keys.sort(compareCodePoints);
    const members = keys.map((key) => `${writeText(key)}: ${write(object[key] ?? null, depth + 1)}`);
    return writeMembers('{', members, '}', depth);
  }

  function write(member: JsonValue, depth: number): string {
    if (typeof member === 'string') return writeText(member);
    if (typeof member === 'number') return pythonNumber(member);
    if (typeof member === 'boolean' || member === null) return String(member);
    if (!Array.isArray(member)) return writeObject(member, depth);
    return writeMembers(
      '[',
      member.map((entry) => write(entry, depth + 1)),
      ']',
      depth,
    );
  }

  return write(value, 0);
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
