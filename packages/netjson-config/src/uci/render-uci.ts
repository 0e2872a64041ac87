import type { JsonValue } from '@netloom/netjson';
import { ConfigurationError } from '../configuration-error.ts';
import { quoteUci } from './quote-uci.ts';
import type { UciBlock, UciPackages } from './uci-block.ts';
import { uciValue } from './uci-value.ts';

/** How types and keys are written: bare by OpenWrt, quoted by OpenWISP Firmware 1.x. */
export type UciDialect = 'bare' | 'quoted';

export interface UciPackageText {
  readonly name: string;
  /** The blocks, each followed by an empty line. */
  readonly body: string;
}

/** Characters of all packages. Values that many blocks repeat could otherwise fill all memory. */
const TEXT_LIMIT = 32_000_000;

/**
 * UCI text of each package. A value stays inside of its quotes whatever it contains: a single quote is written the
 * way `uci` writes it (`'\''`), line breaks are part of the value for `uci` too, and control characters, which
 * `uci` does not accept, are refused.
 *
 * @throws ConfigurationError of kind `value`
 */
export function renderPackages(packages: UciPackages, dialect: UciDialect): UciPackageText[] {
  let length = 0;
  const render = (block: UciBlock): string => {
    const text = renderBlock(block, dialect);
    length += text.length;
    if (length > TEXT_LIMIT) throw refuse('The configuration becomes too large for any device.');
    return text;
  };
  return [...packages].map(([name, blocks]) => ({
    name: name.trimEnd(),
    body: blocks.map(render).join(''),
  }));
}

function refuse(message: string): ConfigurationError {
  return new ConfigurationError('value', { path: [], message });
}

function renderBlock(block: UciBlock, dialect: UciDialect): string {
  const lines = [`config ${word(block.type, dialect)} ${quoteUci(block.name)}\n`];
  for (const [key, value] of block.options) {
    if (!key.startsWith('.')) lines.push(renderOption(key, value, dialect));
  }
  return `${lines.join('')}\n`;
}

function renderOption(key: string, value: JsonValue, dialect: UciDialect): string {
  const text = uciValue(value);
  if (text === undefined) return '';
  const name = word(key, dialect);
  if (typeof text === 'string') return `\toption ${name} ${quoteUci(text)}\n`;
  return text.map((member) => `\tlist ${name} ${quoteUci(member)}\n`).join('');
}

// What uci takes as one word without quotes.
const BARE_WORD = /^[^\s'"\\#;]+$/;

function word(text: string, dialect: UciDialect): string {
  return dialect === 'bare' && BARE_WORD.test(text) ? text : quoteUci(text);
}
