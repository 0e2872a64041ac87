import type { JsonValue } from '@netloom/netjson';

/**
 * The text form that Python gives a value (`str`). It is part of the output format: lists and objects inside UCI
 * options and variables are written like this.
 */
export function pythonText(value: JsonValue): string {
  return typeof value === 'string' ? value : pythonLiteral(value);
}

/** The source form that Python gives a value (`repr`): `'text'`, `True`, `None`, `[1, 2.5]`, `{'key': 'value'}`. */
export function pythonLiteral(value: JsonValue): string {
  if (value === null) return 'None';
  switch (typeof value) {
    case 'boolean':
      return value ? 'True' : 'False';
    case 'number':
      return pythonNumber(value);
    case 'string':
      return pythonString(value);
    default:
      if (Array.isArray(value)) return `[${value.map(pythonLiteral).join(', ')}]`;
      return `{${Object.entries(value)
        .map(([key, member]) => `${pythonString(key)}: ${pythonLiteral(member)}`)
        .join(', ')}}`;
  }
}

/** Whole numbers have no fraction; others have the shortest digits, with an exponent of two digits below 1e-4. */
export function pythonNumber(value: number): string {
  if (Math.abs(value) >= 1e-4 || value === 0) return String(value);
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  return `${digits}e-${exponent.slice(1).padStart(2, '0')}`;
}

function pythonString(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replaceAll(/[\\'"]|[^\P{C}]|[^\P{Z} ]/gu, (character) =>
    escapeCharacter(character, quote),
  );
  return `${quote}${escaped}${quote}`;
}

function escapeCharacter(character: string, quote: string): string {
  switch (character) {
    case '\\':
      return '\\\\';
    case '\n':
      return '\\n';
    case '\r':
      return '\\r';
    case '\t':
      return '\\t';
    case "'":
    case '"':
      return character === quote ? `\\${character}` : character;
    default: {
      const code = character.codePointAt(0) ?? 0;
      if (code <= 0xff) return `\\x${code.toString(16).padStart(2, '0')}`;
      if (code <= 0xffff) return `\\u${code.toString(16).padStart(4, '0')}`;
      return `\\U${code.toString(16).padStart(8, '0')}`;
    }
  }
}
