import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { ArchiveMember } from '../../src/index.ts';
import { ConfigurationError } from '../../src/index.ts';
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

/** Undefined when the library does what the vector says, otherwise a short description of the difference. */
export function judgeVector(vector: Vector): string | undefined {
  let result: VectorResult;
  try {
    result = runVector(vector);
  } catch (error) {
    return judgeError(vector, error);
  }
  const { error } = vector;
  // Where the reference fails for an internal reason, a sensible result is as good.
  if (error?.kind === 'crash') return undefined;
  if (error !== undefined)
    return `expected an error of kind ${error.kind} at ${JSON.stringify(error.path)}, got none`;
  if ('members' in result) return judgeArchive(vector, result.members, result.tar);
  return isDeepStrictEqual(plain(result.value), plain(vector.expected))
    ? undefined
    : firstDifference(show(vector.expected), show(result.value));
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

function judgeArchive(
  vector: Vector,
  members: readonly ArchiveMember[],
  tar: Uint8Array,
): string | undefined {
  const expected = (vector.expected ?? []) as unknown as readonly ExpectedMember[];
  const names = members.map(({ name }) => name).join('\n');
  const expectedNames = expected.map(({ name }) => name).join('\n');
  if (names !== expectedNames) return `members: ${firstDifference(expectedNames, names)}`;
  for (const [index, member] of members.entries()) {
    const difference = judgeMember(expected[index], member);
    if (difference !== undefined) return `${member.name}: ${difference}`;
  }
  if (vector.tar_size !== undefined && tar.length !== vector.tar_size) {
    return `archive has ${tar.length} bytes, expected ${vector.tar_size}`;
  }
  const sha256 = createHash('sha256').update(tar).digest('hex');
  if (vector.tar_sha256 !== undefined && sha256 !== vector.tar_sha256)
    return 'archive differs in its headers';
  return undefined;
}

function judgeMember(expected: ExpectedMember | undefined, member: ArchiveMember): string | undefined {
  if (expected === undefined) return 'not expected';
  const mode = member.mode.toString(8).padStart(4, '0');
  if (mode !== expected.mode) return `mode ${mode}, expected ${expected.mode}`;
  const bytes = Buffer.from(member.contents);
  if (expected.size !== undefined && bytes.length !== expected.size) {
    return `size ${bytes.length}, expected ${expected.size}`;
  }
  if (expected.contents_base64 !== undefined && bytes.toString('base64') !== expected.contents_base64) {
    return 'contents differ';
  }
  if (expected.contents !== undefined && member.contents !== expected.contents) {
    return firstDifference(expected.contents, member.contents);
  }
  const lines = new Set(member.contents.split('\n').map((line) => line.trim()));
  const missing = expected.input_dependent_commands?.find((command) => !lines.has(command));
  return missing === undefined ? undefined : `lacks the command: ${missing}`;
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
