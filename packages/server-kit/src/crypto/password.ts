import { pbkdf2 } from 'node:crypto';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import type argon2 from '@node-rs/argon2';
import type { Options } from '@node-rs/argon2';
import { createConcurrencyLimit } from './concurrency-limit.ts';
import { constantTimeEqual } from './constant-time-equal.ts';

/** Longest password in UTF-16 units that is accepted: long enough for every pass phrase, short enough to hash. */
export const maximumPasswordLength = 4096;

/** The password is longer than `maximumPasswordLength`. */
export class PasswordTooLongError extends Error {
  override name = 'PasswordTooLongError';
}

export interface PasswordCheck {
  ok: boolean;
  /** The password is right, but its hash is older or weaker than today's: store a new one. */
  needsRehash: boolean;
}

/** The first recommendation of RFC 9106 for small memory, as OWASP scales it: 19 MiB, two passes, one lane. */
const strength = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 } satisfies Options;
const algorithmArgon2id = 2;

/** Hashes may come from an import: one that would take minutes or all the memory is not tried. */
const limits = { memoryCost: 262_144, timeCost: 32, parallelism: 16, pbkdf2Iterations: 5_000_000 };

// Each hash takes a thread of the pool and 19 MiB: more than two at once would make everything else wait.
const inTurn = createConcurrencyLimit({ running: 2, waiting: 64 });

/** Loaded with the first password: not every program has users. */
const loadArgon2 = (): typeof argon2 => createRequire(import.meta.url)('@node-rs/argon2') as typeof argon2;

const pbkdf2Async = promisify(pbkdf2);

/**
 * Hashes a password for storing (argon2id, PHC string).
 *
 * @throws PasswordTooLongError, or BusyError when too many passwords wait to be hashed.
 */
export const hashPassword = async (password: string): Promise<string> => {
  if (password.length > maximumPasswordLength) {
    throw new PasswordTooLongError(`a password may have ${maximumPasswordLength} characters at most`);
  }
  return inTurn(() => loadArgon2().hash(password, strength));
};

/**
 * Checks a password against a stored hash: argon2 PHC strings, and Django's `pbkdf2_sha256$iterations$salt$hash` and
 * `argon2$argon2id$...`. Everything else, such as Django's unusable `!...`, matches no password.
 *
 * @throws BusyError when too many passwords wait to be checked.
 */
export const verifyPassword = async (password: string, stored: string): Promise<PasswordCheck> => {
  if (password.length > maximumPasswordLength) return { ok: false, needsRehash: false };
  if (stored.startsWith('pbkdf2_sha256$')) return verifyPbkdf2(password, stored);
  if (stored.startsWith('$argon2')) return verifyArgon2(password, stored);
  if (stored.startsWith('argon2$')) {
    const { ok } = await verifyArgon2(password, stored.slice('argon2'.length));
    return { ok, needsRehash: ok };
  }
  return refuse(password);
};

/** Takes as long as checking a password: for unknown users, so that the answer's time does not tell who exists. */
export const verifyNoPassword = async (password: string): Promise<void> => {
  if (password.length <= maximumPasswordLength) await inTurn(() => loadArgon2().hash(password, strength));
};

const refuse = async (password: string): Promise<PasswordCheck> => {
  await verifyNoPassword(password);
  return { ok: false, needsRehash: false };
};

const verifyArgon2 = async (password: string, stored: string): Promise<PasswordCheck> => {
  const used = readArgon2(stored);
  if (!used) return refuse(password);
  const ok = await inTurn(() => loadArgon2().verify(stored, password));
  const current =
    (used.algorithm as number) === algorithmArgon2id &&
    used.memoryCost === strength.memoryCost &&
    used.timeCost === strength.timeCost &&
    used.parallelism === strength.parallelism &&
    used.outputLen === strength.outputLen;
  return { ok, needsRehash: ok && !current };
};

const readArgon2 = (stored: string): ReturnType<typeof argon2.parseOptions> | undefined => {
  try {
    const used = loadArgon2().parseOptions(stored);
    const affordable =
      used.memoryCost <= limits.memoryCost &&
      used.timeCost <= limits.timeCost &&
      used.parallelism <= limits.parallelism;
    return affordable ? used : undefined;
  } catch {
    return undefined;
  }
};

const verifyPbkdf2 = async (password: string, stored: string): Promise<PasswordCheck> => {
  const match = /^pbkdf2_sha256\$([1-9]\d{0,8})\$([^$]+)\$([A-Za-z0-9+/]{43}=)$/.exec(stored);
  const [, iterations = '', salt = '', expected = ''] = match ?? [];
  if (!match || Number(iterations) > limits.pbkdf2Iterations) return refuse(password);
  const derived = await inTurn(() => pbkdf2Async(password, salt, Number(iterations), 32, 'sha256'));
  const ok = constantTimeEqual(derived, Buffer.from(expected, 'base64'));
  return { ok, needsRehash: ok };
};
