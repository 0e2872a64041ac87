import { describe, expect, test } from 'vitest';
import { ConfigurationError } from '../configuration-error.ts';
import { renderPackages } from './render-uci.ts';
import { createBlock } from './uci-block.ts';

function render(options: Parameters<typeof createBlock>[2], type = 't', name = 'n'): string {
  const packages = new Map([['p', [createBlock(type, name, options)]]]);
  return renderPackages(packages, 'bare')[0]?.body ?? '';
}

describe('renderPackages', () => {
  test('sorts options and prints values the way the format has them', () => {
    const options = {
      b: true,
      a: false,
      n: 0,
      f: 1.5,
      l: ['x', true, null, ''],
      e: [],
      none: null,
      empty: '',
      o: { k: 1 },
    };
    expect(render(options)).toBe(
      [
        "config t 'n'",
        "\toption a '0'",
        "\toption b '1'",
        "\toption f '1.5'",
        "\tlist l 'x'",
        "\tlist l 'True'",
        "\tlist l 'None'",
        "\tlist l ''",
        "\toption n '0'",
        "\tlist o 'k'",
        '',
        '',
      ].join('\n'),
    );
  });

  test('quotes types and keys in the dialect of OpenWISP 1.x', () => {
    const packages = new Map([['p', [createBlock('t', 'n', { a: 1, l: ['x'] })]]]);
    expect(renderPackages(packages, 'quoted')[0]?.body).toBe(
      "config 't' 'n'\n\toption 'a' '1'\n\tlist 'l' 'x'\n\n",
    );
  });

  test('keeps quotes, blanks and line breaks inside of their value', () => {
    expect(render({ a: "it's    so\noption b '1'" })).toBe(
      "config t 'n'\n\toption a 'it'\\''s    so\noption b '\\''1'\\'''\n\n",
    );
  });

  test('keeps a type, a name or a key from starting something new', () => {
    expect(render({ "k' 'v\nconfig x": 1 }, "t\n\toption evil '1'", "n'\nconfig y 'z")).toBe(
      "config 't\n\toption evil '\\''1'\\''' 'n'\\''\nconfig y '\\''z'\n\toption 'k'\\'' '\\''v\nconfig x' '1'\n\n",
    );
  });

  test('refuses control characters', () => {
    expect(() => render({ a: 'x\u0000y' })).toThrow(ConfigurationError);
    expect(() => render({ a: ['\u001b[31m'] })).toThrow(/control characters/);
  });
});
