import { pbkdf2Sync } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { describe, expect, test } from 'vitest';
import { BusyError } from './concurrency-limit.ts';
import {
  hashPassword,
  maximumPasswordLength,
  PasswordTooLongError,
  verifyNoPassword,
  verifyPassword,
} from './password.ts';

const right = { ok: true, needsRehash: false };
const rightButOld = { ok: true, needsRehash: true };
const wrong = { ok: false, needsRehash: false };

const django = (password: string, iterations = 1000, salt = 'aGoodSalt') =>
  `pbkdf2_sha256$${iterations}$${salt}$${pbkdf2Sync(password, salt, iterations, 32, 'sha256').toString('base64')}`;

describe('own hashes', () => {
  test('are argon2id of the agreed strength', async () => {
    const stored = await hashPassword('pässword');
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verifyPassword('pässword', stored)).toEqual(right);
    expect(await verifyPassword('password', stored)).toEqual(wrong);
    expect(await hashPassword('pässword')).not.toBe(stored);
  });

  test('of another strength ask to be renewed', async () => {
    const weak = await hash('secret', { memoryCost: 1024, timeCost: 1 });
    expect(await verifyPassword('secret', weak)).toEqual(rightButOld);
    expect(await verifyPassword('other', weak)).toEqual(wrong);
  });

  test('take long passwords up to the limit', async () => {
    const longest = 'x'.repeat(maximumPasswordLength);
    expect(await verifyPassword(longest, await hashPassword(longest))).toEqual(right);
    await expect(hashPassword(`${longest}x`)).rejects.toThrow(PasswordTooLongError);
    expect(await verifyPassword(`${longest}x`, django(`${longest}x`))).toEqual(wrong);
  });
});

describe('hashes of Django', () => {
  test('are read and ask to be renewed', async () => {
    expect(await verifyPassword('secret', django('secret'))).toEqual(rightButOld);
    expect(await verifyPassword('Secret', django('secret'))).toEqual(wrong);
  });

  test('match a vector of PBKDF2-HMAC-SHA-256', async () => {
    // RFC 7914, section 11: P="passwd", S="salt", c=1, first 32 of the 64 bytes.
    const vector = Buffer.from('55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc', 'hex');
    expect(await verifyPassword('passwd', `pbkdf2_sha256$1$salt$${vector.toString('base64')}`)).toEqual(
      rightButOld,
    );
  });

  test('made with argon2 are read', async () => {
    const stored = `argon2${await hash('secret', { memoryCost: 1024, timeCost: 2, parallelism: 8 })}`;
    expect(await verifyPassword('secret', stored)).toEqual(rightButOld);
    expect(await verifyPassword('Secret', stored)).toEqual(wrong);
  });

  test.each([
    '',
    '!',
    '!Vd2hs8k3jd9fj3kd9sjf93jd',
    'plain',
    'md5$salt$5ebe2294ecd0e0f08eab7690d2a6ee69',
    'pbkdf2_sha256$0$salt$AAAA',
    'pbkdf2_sha256$1000$salt$',
    `pbkdf2_sha256$999999999$salt$${Buffer.alloc(32).toString('base64')}`,
    '$argon2id$v=19$m=19456,t=2,p=1$',
    '$argon2id$v=19$m=4194304,t=2,p=1$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  ])('or others that cannot be used match nothing: %j', async (stored) => {
    for (const password of ['', '!', stored]) expect(await verifyPassword(password, stored)).toEqual(wrong);
  });
});

test('an unknown user costs a real hash', async () => {
  const time = async (work: () => Promise<unknown>) => {
    const start = performance.now();
    await work();
    return performance.now() - start;
  };
  const stored = await hashPassword('secret');
  const known = Math.min(
    await time(() => verifyPassword('other', stored)),
    await time(() => verifyPassword('other', stored)),
  );
  const unknown = Math.max(
    await time(() => verifyNoPassword('other')),
    await time(() => verifyNoPassword('other')),
  );
  // A short cut would be a thousand times quicker; the wide margin is for a busy machine.
  expect(unknown).toBeGreaterThan(known / 5);
});

test('a flood is refused, and those in the line are served', async () => {
  const outcomes = await Promise.allSettled(
    Array.from({ length: 80 }, () => verifyPassword('x', django('x', 1))),
  );
  const refused = outcomes.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
  expect(refused).toHaveLength(80 - 66);
  for (const { reason } of refused) expect(reason).toBeInstanceOf(BusyError);
  for (const outcome of outcomes) if (outcome.status === 'fulfilled') expect(outcome.value.ok).toBe(true);
});
