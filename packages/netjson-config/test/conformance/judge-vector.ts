import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { ArchiveMember } from '../../src/index.ts';
import { ConfigurationError } from '../../src/index.ts';
import { contentsAsRecorded, textAsRecorded } from './as-recorded.ts';
import { DEVIATIONS, KEEPS_BYTES, KEEPS_VALUES } from './deviations.ts';
import type { VectorResult } from './run-vector.ts';
import { runVector } from './run-vector.ts';
import type { Vector } from './vector.ts';

interface ExpectedMember {
  readonly name: string;
  readonly mode: string;
  readonly size?: number;
  readonly contents?: string;
  readonly contents_base64?: string;
  /** Lines that a script must contain when its text is otherwise free. */
  readonly input_dependent_commands?: readonly string[];
}

export type Verdict =
  | { readonly kind: 'passed' }
  /** A known deviation, or a difference that only comes from keeping values safe and whole. */
  | { readonly kind: 'deviates'; readonly reason: string; readonly difference: string }
  | { readonly kind: 'failed'; readonly difference: string };

/** Runs a vector and compares the outcome with the recorded one. */
export function judgeVector(vector: Vector): Verdict {
  const comparison = compare(vector);
  if (comparison === undefined) return { kind: 'passed' };
  const reason = DEVIATIONS.get(vector.name) ?? comparison.reason;
  const { difference } = comparison;
  return reason === undefined ? { kind: 'failed', difference } : { kind: 'deviates', reason, difference };
}

interface Comparison {
  readonly difference: string;
  readonly reason?: string;
}

/** Undefined when the library does what the vector says. */
function compare(vector: Vector): Comparison | undefined {
  let result: VectorResult;
  try {
    result = runVector(vector);
  } catch (error) {
    const difference = judgeError(vector, error);
    return difference === undefined ? undefined : { difference };
  }
  const { error } = vector;
  // Where the reference fails for an internal reason, a sensible result is as good.
  if (error?.kind === 'crash') return undefined;
  if (error !== undefined) {
    return {
      difference: `expected an error of kind ${error.kind} at ${JSON.stringify(error.path)}, got none`,
    };
  }
  if ('members' in result) return compareArchives(vector, result.members, result.tar);
  if (isDeepStrictEqual(plain(result.value), plain(vector.expected))) return undefined;
  const difference = firstDifference(show(vector.expected), show(result.value));
  const isSafer =
    vector.operation === 'render' &&
    typeof result.value === 'string' &&
    textAsRecorded(result.value) === vector.expected;
  return isSafer ? { difference, reason: KEEPS_VALUES } : { difference };
}

function judgeError(vector: Vector, error: unknown): string | undefined {
  if (!(error instanceof ConfigurationError))
    return `threw ${error instanceof Error ? error.stack : String(error)}`;
  const got = `${error.kind} ${JSON.stringify(error.path)} ${error.keyword ?? ''}: ${error.message}`;
  if (vector.error === undefined) return `unexpected error ${got}`;
  const { kind, path, keyword } = vector.error;
  if (kind === 'crash') return undefined;
  if (error.kind === kind && error.keyword === keyword && isDeepStrictEqual([...error.path], [...path])) {
    return undefined;
  }
  return `expected ${kind} ${JSON.stringify(path)} ${keyword ?? ''}, got ${got}`;
}

function compareArchives(
  vector: Vector,
  members: readonly ArchiveMember[],
  tar: Uint8Array,
): Comparison | undefined {
  const expected = (vector.expected ?? []) as unknown as readonly ExpectedMember[];
  const names = members.map(({ name }) => name).join('\n');
  const expectedNames = expected.map(({ name }) => name).join('\n');
  if (names !== expectedNames) return { difference: `members: ${firstDifference(expectedNames, names)}` };
  let deviation: Comparison | undefined;
  for (const [index, member] of members.entries()) {
    const comparison = compareMember(expected[index], member);
    if (comparison !== undefined && comparison.reason === undefined) return comparison;
    deviation ??= comparison;
  }
  if (deviation !== undefined) return deviation;
  if (vector.tar_size !== undefined && tar.length !== vector.tar_size) {
    return { difference: `archive has ${tar.length} bytes, expected ${vector.tar_size}` };
  }
  const sha256 = createHash('sha256').update(tar).digest('hex');
  if (vector.tar_sha256 === undefined || sha256 === vector.tar_sha256) return undefined;
  return { difference: 'archive differs in its headers' };
}

function compareMember(expected: ExpectedMember | undefined, member: ArchiveMember): Comparison | undefined {
  if (expected === undefined) return { difference: `${member.name}: not expected` };
  const mode = member.mode.toString(8).padStart(4, '0');
  if (mode !== expected.mode)
    return { difference: `${member.name}: mode ${mode}, expected ${expected.mode}` };
  const lines = new Set(member.contents.split('\n').map((line) => line.trim()));
  const missing = expected.input_dependent_commands?.find((command) => !lines.has(command));
  if (missing !== undefined) return { difference: `${member.name}: lacks the command: ${missing}` };
  const recorded =
    expected.contents_base64 === undefined
      ? expected.contents
      : Buffer.from(expected.contents_base64, 'base64').toString('latin1');
  if (recorded === undefined) return undefined;
  const bytes = Buffer.from(member.contents);
  const contents = expected.contents_base64 === undefined ? member.contents : bytes.toString('latin1');
  if (contents === recorded && bytes.length === (expected.size ?? bytes.length)) return undefined;
  const difference = `${member.name}: ${firstDifference(recorded, contents)}`;
  const recordedBytes = Buffer.from(recorded, expected.contents_base64 === undefined ? 'utf8' : 'latin1');
  if (contentsAsRecorded(member.contents).equals(recordedBytes)) return { difference, reason: KEEPS_BYTES };
  const unescaped = textAsRecorded(member.contents);
  const isSafer = unescaped === recorded || contentsAsRecorded(unescaped).equals(recordedBytes);
  return isSafer ? { difference, reason: KEEPS_VALUES } : { difference };
}

/** Without prototypes and absent members, for comparison as data. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, undefined, 1);
}

/** The first line that differs, with a little of what comes before. */
function firstDifference(expected: string, got: string): string {
  const left = expected.split('\n');
  const right = got.split('\n');
  let line = 0;
  while (line < left.length && left[line] === right[line]) line += 1;
  const before = left.slice(Math.max(0, line - 2), line).map((text) => `    ${text}`);
  const expectedLines = left.slice(line, line + 3).map((text) => `  - ${text}`);
  const gotLines = right.slice(line, line + 3).map((text) => `  + ${text}`);
  return [`line ${line + 1}`, ...before, ...expectedLines, ...gotLines].join('\n');
}
