import type { JsonObject, JsonValue } from '@netloom/netjson';
import { ConfigurationError } from './configuration-error.ts';
import type { JsonPath } from './json-path.ts';
import { pythonText } from './python/python-text.ts';

/** Characters that all substitutions of one document may look at before it is refused as runaway. */
const WORK_LIMIT = 8_000_000;
/** Longest text, in UTF-16 units, that substitution may produce for one value. */
const TEXT_LIMIT = 4_000_000;

const BLANKS = /\s*/uy;
const WORD = /[\p{L}\p{N}_]*/uy;

interface Occurrence {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

interface Evaluation {
  readonly values: ReadonlyMap<string, string>;
  work: number;
}

/**
 * Replaces `{{ name }}` in every text of a document by the variable's value; keys and unknown names stay as they
 * are. A value is inserted as it is: it has no special characters. A variable inside an inserted value is replaced
 * only when the original text names it too, after the first one. The result is always a copy.
 *
 * @throws ConfigurationError of kind `value` when variables that name each other grow beyond all bounds
 */
export function evaluateVariables(value: JsonValue, context: JsonObject): JsonValue {
  const values = new Map(Object.entries(context).map(([name, member]) => [name, pythonText(member)]));
  return evaluateValue(value, { values, work: 0 }, []);
}

/** The names of the variables in a text, each once. */
export function variableNames(text: string): string[] {
  return [...new Set(findVariables(text).map(({ name }) => name))];
}

function evaluateValue(value: JsonValue, evaluation: Evaluation, path: JsonPath): JsonValue {
  if (typeof value === 'string') return value.includes('{{') ? evaluateText(value, evaluation, path) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    return value.map((member, index) => evaluateValue(member, evaluation, [...path, index]));
  }
  const copy: JsonObject = {};
  for (const [key, member] of Object.entries(value))
    copy[key] = evaluateValue(member, evaluation, [...path, key]);
  return copy;
}

function evaluateText(original: string, evaluation: Evaluation, path: JsonPath): string {
  const found = findVariables(original).filter(({ name }) => evaluation.values.has(name));
  if (found.length === 0) return original;
  if (found.every(({ name }) => isInert(evaluation.values.get(name) ?? ''))) {
    const growth = ({ name, start, end }: Occurrence): number =>
      (evaluation.values.get(name) ?? '').length - (end - start);
    const grown = found.reduce((length, occurrence) => length + growth(occurrence), original.length);
    charge(original.length, grown, evaluation, path);
    return substituteAll(original, found, evaluation.values);
  }
  // A value with braces may bring or complete further variables, so the names take their turns one by one.
  let text = original;
  for (const { name } of found) {
    const value = evaluation.values.get(name) ?? '';
    const before = text.length;
    let grown = before;
    text = text.replace(occurrencesOf(name), (gap: string) => {
      grown += value.length - gap.length;
      if (grown > TEXT_LIMIT) throw tooLarge(path);
      return value;
    });
    charge(before, grown, evaluation, path);
  }
  return text;
}

/** Names have only letters, digits and underscores. */
function occurrencesOf(name: string): RegExp {
  return name === '' ? /\{\{\s*\}\}/gu : new RegExp(`\\{\\{\\s*${name}\\s*\\}\\}`, 'gu');
}

/** True when inserting the value cannot create a variable, neither inside nor with its neighbours. */
function isInert(value: string): boolean {
  return value !== '' && !value.includes('{') && !value.includes('}');
}

function substituteAll(
  text: string,
  found: readonly Occurrence[],
  values: ReadonlyMap<string, string>,
): string {
  let result = '';
  let position = 0;
  for (const { name, start, end } of found) {
    result += text.slice(position, start) + (values.get(name) ?? '');
    position = end;
  }
  return result + text.slice(position);
}

/**
 * Counts the work of a substitution in a text, by its lengths before and after. Texts far beyond the limit must not even
 * be put together: the engine itself fails with them.
 *
 * @throws ConfigurationError when it is more than any document needs
 */
function charge(before: number, after: number, evaluation: Evaluation, path: JsonPath): void {
  evaluation.work += before + after;
  if (after > TEXT_LIMIT || evaluation.work > WORK_LIMIT) throw tooLarge(path);
}

const tooLarge = (path: JsonPath): ConfigurationError =>
  new ConfigurationError('value', { path, message: 'The variables in this text make it grow too large.' });

/**
 * All `{{ name }}` of a text. Written as a scanner because one regular expression for everything takes quadratic
 * time for long runs of blanks.
 */
function findVariables(text: string): Occurrence[] {
  const found: Occurrence[] = [];
  let start = text.indexOf('{{');
  while (start !== -1) {
    const nameStart = endOf(BLANKS, text, start + 2);
    const nameEnd = endOf(WORD, text, nameStart);
    const close = endOf(BLANKS, text, nameEnd);
    if (text.startsWith('}}', close)) {
      const end = close + 2;
      found.push({ name: text.slice(nameStart, nameEnd), start, end });
      start = text.indexOf('{{', end);
    } else {
      start = text.indexOf('{{', start + 1);
    }
  }
  return found;
}

/** Where a match of a sticky pattern ends that begins at `position`. */
function endOf(pattern: RegExp, text: string, position: number): number {
  pattern.lastIndex = position;
  pattern.test(text);
  return pattern.lastIndex;
}
