import { describe, expect, test } from 'vitest';
import { ConfigurationError } from '../index.ts';
import { parseUci } from './parse-uci.ts';
import { unquote } from './unquote.ts';

function parse(text: string, packageName?: string): unknown {
  return [...parseUci(text, packageName)].map(([name, blocks]) => [
    name,
    ...blocks.map((block) => [block.type, block.name, Object.fromEntries(block.options)]),
  ]);
}

function kindOf(text: string): string | undefined {
  try {
    parseUci(text);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.kind;
    throw error;
  }
  return undefined;
}

describe('parseUci', () => {
  test('reads what uci writes', () => {
    const text = [
      'package network',
      '',
      "config interface 'lan'",
      String.raw`	option note 'it'\''s "here"'`,
      "\toption banner 'two",
      "\toption other '\\''",
      "lines'",
      "\tlist dns '1.1.1.1'",
      "\tlist dns '9.9.9.9'",
      '',
      'config route',
      "\toption empty ''",
      '',
    ].join('\n');
    expect(parse(text)).toEqual([
      [
        'network',
        [
          'interface',
          'lan',
          {
            banner: "two\n\toption other '\\''\nlines".replace("'\\''", "'"),
            dns: ['1.1.1.1', '9.9.9.9'],
            note: `it's "here"`,
          },
        ],
        ['route', 'route_2', { empty: '' }],
      ],
    ]);
  });

  test('reads what people write', () => {
    expect(
      parse('# made by hand\n  package "network"\r\n  config interface lan # home\r\n option proto dhcp\r\n'),
    ).toEqual([['network\r', ['interface', 'lan', { proto: 'dhcp' }]]]);
    expect(parse("config interface 'lan'\n", 'network')).toEqual([['network', ['interface', 'lan', {}]]]);
    expect(parse('package a\nconfig t n\n option a \'open\n option b "c d"\n')).toEqual([
      ['a', ['t', 'n', { a: 'open', b: 'c d' }]],
    ]);
  });

  test('stops at the files of a rendered configuration', () => {
    const text =
      "package a\n\nconfig t 'n'\n\toption o 'x'\n\n# ---------- files ---------- #\n\n# path: /b\n\npackage b\nconfig u\n";
    expect(parse(text)).toEqual([['a', ['t', 'n', { o: 'x' }]]]);
  });

  test('refuses what has no meaning', () => {
    expect(kindOf("config interface 'lan'\n")).toBe('value');
    expect(kindOf('package a\nconfig t\n option o 1\n list o 2\n')).toBe('type');
    expect(kindOf('package a\nconfig t\n option __proto__ 1\n')).toBe('value');
    expect(kindOf('package a\nconfig t\n list o 2\n option o 1\n')).toBeUndefined();
  });
});

test.each([
  ['plain', 'plain'],
  ["'quoted'", 'quoted'],
  [String.raw`'it'\''s'`, "it's"],
  [`'say "hi"'`, 'say "hi"'],
  [`"it's"`, "it's"],
  [String.raw`"a \"b\" \\"`, String.raw`a "b" \ `.trim()],
  [`'it''s "here"'`, 'its here'],
  ["'b' # tail", 'b # tail'],
  ["'", ''],
  ['"', ''],
  ["''", ''],
  ["'a", 'a'],
])('unquote %s', (text, expected) => {
  expect(unquote(text)).toBe(expected);
});
