import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSecretBox, SecretBoxError } from './secret-box.ts';
import { parseSecretKeys } from './secret-keys.ts';

const older = randomBytes(32).toString('hex');
const newer = randomBytes(32).toString('hex');
const boxOf = (...keys: string[]) => createSecretBox(parseSecretKeys(keys.join(','), 'TEST'));
const box = boxOf(older);

describe('seal and open', () => {
  test('give back any text and any bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (plain, aad) => {
        const sealed = box.seal(plain, aad);
        expect(sealed).toMatch(/^v1\.[0-9a-f]{8}\.[A-Za-z0-9_-]+$/);
        expect(box.open(sealed, aad)).toBe(plain);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array(), (plain) => {
        expect([...box.openBytes(box.sealBytes(plain, 'row'), 'row')]).toEqual([...plain]);
      }),
    );
  });

  test('keep a byte order mark', () => {
    expect(box.open(box.seal('\uFEFFx', 'row'), 'row')).toBe('\uFEFFx');
  });

  test('never give the same sealed text twice', () => {
    expect(box.seal('same', 'row')).not.toBe(box.seal('same', 'row'));
  });

  test('refuse another row', () => {
    expect(() => box.open(box.seal('secret', 'row/1'), 'row/2')).toThrow(SecretBoxError);
  });

  test('refuse every change of a byte, every shortening and every lengthening', () => {
    const sealed = box.seal('secret', 'row');
    const [version, id, body = ''] = sealed.split('.');
    const bytes = Buffer.from(body, 'base64url');
    const rebuilt = (changed: Uint8Array) => `${version}.${id}.${Buffer.from(changed).toString('base64url')}`;
    expect(box.open(rebuilt(bytes), 'row')).toBe('secret');
    for (let index = 0; index < bytes.length; index++) {
      const changed = Buffer.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(() => box.open(rebuilt(changed), 'row')).toThrow(SecretBoxError);
      expect(() => box.open(rebuilt(bytes.subarray(0, index)), 'row')).toThrow(SecretBoxError);
    }
    expect(() => box.open(rebuilt(Buffer.concat([bytes, Buffer.of(0)])), 'row')).toThrow(SecretBoxError);
  });

  test.each([
    '',
    'secret',
    'v1',
    'v1..',
    'v2.00000000.AAAA',
    'v1.0000000.AAAA',
    'v1.00000000.AA+A',
    'v1.00000000.AAAA\n',
  ])('refuse the malformed %j', (sealed) => {
    expect(() => box.open(sealed, 'row')).toThrow(SecretBoxError);
  });

  test('refuse bytes that are not text where text is asked for', () => {
    const sealed = box.sealBytes(Uint8Array.of(0xff, 0xfe), 'row');
    expect(() => box.open(sealed, 'row')).toThrow('the secret is not text');
  });

  test('name the key that is missing', () => {
    const sealed = boxOf(newer).seal('secret', 'row');
    expect(() => box.open(sealed, 'row')).toThrow(`sealed with the key ${sealed.split('.')[1]}`);
  });
});

describe('rotation', () => {
  const rotated = boxOf(newer, older);

  test('opens what the older key has sealed and seals with the newer', () => {
    expect(rotated.open(box.seal('secret', 'row'), 'row')).toBe('secret');
    const sealed = rotated.seal('secret', 'row');
    expect(boxOf(newer).open(sealed, 'row')).toBe('secret');
    expect(() => box.open(sealed, 'row')).toThrow(SecretBoxError);
  });

  test('leaves digests as they are', () => {
    expect(rotated.digest('token', 'api-token')).toBe(box.digest('token', 'api-token'));
  });
});

describe('digest', () => {
  test('depends on the value, the purpose and the key', () => {
    const digests = [
      box.digest('a', 'x'),
      box.digest('b', 'x'),
      box.digest('a', 'y'),
      box.digest('', 'xa'),
      box.digest('xa', ''),
      boxOf(newer).digest('a', 'x'),
    ];
    expect(new Set(digests).size).toBe(digests.length);
    for (const digest of digests) expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(box.digest('a', 'x')).toBe(digests[0]);
  });

  test('stays the same between releases', () => {
    expect(boxOf('00'.repeat(32)).digest('value', 'purpose')).toBe(
      'a8e03bd1d33ee3d39129247e5ca479d0d28754b9f738a1218470b665d57cb3ef',
    );
    const sealed = 'v1.2dcdee2b.XR3XS-xVOuW22sUM1VfNsqvAU4NPaW_3Ec1wiWusEGoQww';
    expect(boxOf('00'.repeat(32)).open(sealed, 'row')).toBe('secret');
  });
});
