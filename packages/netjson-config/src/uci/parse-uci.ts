import { ConfigurationError } from '../configuration-error.ts';
import { FILES_HEADER } from '../files.ts';
import type { UciBlock, UciPackages } from './uci-block.ts';
import { createBlock } from './uci-block.ts';
import { readQuoted, unquote } from './unquote.ts';

const PACKAGE = /^package\s+(.+)$/;
const CONFIG = /^config(?:\s+(.*))?$/;
const OPTION = /^\s*(option|list)\s+(\S+)\s*/;
const REST_OF_LINE = /[^\S\n]*(?:\n|$)/y;

/** A block while its lines are read. */
interface BlockDraft {
  readonly type: string;
  readonly name: string;
  readonly options: Record<string, string | string[]>;
}

/**
 * Reads UCI text, as `uci export` writes it or a person would. Values are text, or lists of text; options are sorted
 * by name; blocks without a name are called `<type>_<position>`. A package that comes again replaces the first. The
 * section with files, which a rendered configuration has at its end, is left out.
 *
 * @param packageName package of the lines before the first `package` line; without it they can only be comments
 * @throws ConfigurationError of kind `type` for a list member after an option of the same name, of kind `value` for
 * anything else that cannot be understood
 */
export function parseUci(text: string, packageName?: string): UciPackages {
  const packages = new Map<string, BlockDraft[]>();
  let blocks = packageName === undefined ? undefined : openPackage(packages, packageName);
  let position = 0;
  while (position < text.length) {
    const newLine = text.indexOf('\n', position);
    const line = text.slice(position, newLine === -1 ? text.length : newLine);
    const words = line.trim();
    if (words === FILES_HEADER) break;
    const start = position;
    position += line.length + 1;
    if (words === '') continue;

    const nextPackage = PACKAGE.exec(words)?.[1];
    if (nextPackage !== undefined) {
      // The name goes to the end of the line: recorded truth keeps a carriage return there.
      blocks = openPackage(packages, `${unquote(nextPackage)}${line.endsWith('\r') ? '\r' : ''}`);
      continue;
    }
    if (blocks === undefined) {
      if (words.startsWith('#')) continue;
      throw refuse('value', `The text must begin with a line "package NAME", not with ${shorten(words)}.`);
    }
    const config = CONFIG.exec(words);
    const block = blocks.at(-1);
    // What stands before the first block of a package is taken for a block too, even if it is a comment.
    if (config !== null || block === undefined)
      blocks.push(openBlock(config?.[1] ?? words, blocks.length + 1));
    else position = readOption(text, start, line, block.options) ?? position;
  }
  return new Map([...packages].map(([name, drafts]) => [name, drafts.map(closeBlock)]));
}

function refuse(kind: 'type' | 'value', message: string): ConfigurationError {
  return new ConfigurationError(kind, { path: [], message });
}

function shorten(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}

function openPackage(packages: Map<string, BlockDraft[]>, name: string): BlockDraft[] {
  if (name === '__proto__') throw refuse('value', `"${name}" cannot be the name of a package.`);
  const blocks: BlockDraft[] = [];
  packages.set(name, blocks);
  return blocks;
}

function openBlock(words: string, position: number): BlockDraft {
  const [type = '', name = ''] = words.split(/\s+/, 2).map(unquote);
  return { type, name: name === '' ? `${type}_${position}` : name, options: {} };
}

function closeBlock({ type, name, options }: BlockDraft): UciBlock {
  return createBlock(type, name, options);
}

/**
 * Reads the option that a line holds, if any.
 *
 * @param start position of the line
 * @returns position after the option when its value spans several lines
 */
function readOption(
  text: string,
  start: number,
  line: string,
  options: Record<string, string | string[]>,
): number | undefined {
  const [match, kind, word = ''] = OPTION.exec(line) ?? [];
  if (match === undefined) return undefined;
  const key = unquote(word);
  const quoted = readQuoted(text, start + match.length);
  REST_OF_LINE.lastIndex = quoted?.end ?? 0;
  const isWhole = quoted !== undefined && REST_OF_LINE.test(text);
  const value = isWhole ? quoted.value : unquote(line.slice(match.length).trim());
  setOption(options, key, value, kind === 'list');
  return isWhole ? REST_OF_LINE.lastIndex : undefined;
}

function setOption(
  options: Record<string, string | string[]>,
  key: string,
  value: string,
  isMember: boolean,
): void {
  if (key === '__proto__') throw refuse('value', `"${key}" cannot be the name of an option.`);
  // Names with a leading dot are the tools' own.
  if (key === '' || key.startsWith('.')) return;
  const existing = Object.hasOwn(options, key) ? options[key] : undefined;
  if (!isMember) options[key] = value;
  else if (existing === undefined) options[key] = [value];
  else if (typeof existing === 'object') existing.push(value);
  else throw refuse('type', `"${key}" is an option, so it cannot have members of a list too.`);
}
