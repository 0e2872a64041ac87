import { CompactSign, compactVerify, UnsecuredJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { bareToken, readToken, writeToken } from './json-web-token.ts';

const key = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=';
const claims = {
  sub: 'lab.local',
  iss: 'wlanpi-core',
  did: 'lab-1',
  exp: 1_800_604_800,
  iat: 1_800_000_000,
  kid: '1',
  jti: '0011223344556677',
};
const recorded =
  'eyJhbGciOiJIUzI1NiIsImtpZCI6IjEiLCJ0eXAiOiJKV1QifQ.eyJzdWIiOiJsYWIubG9jYWwiLCJpc3MiOiJ3bGFucGktY29yZSIsImRpZCI6ImxhYi0xIiwiZXhwIjoxODAwNjA0ODAwLCJpYXQiOjE4MDAwMDAwMDAsImtpZCI6IjEiLCJqdGkiOiIwMDExMjIzMzQ0NTU2Njc3In0.pQVclrdyP5NvzpuCB56dYn3REbZQPWC2ugoPt50gvus';

describe('tokens', () => {
  test('are written as recorded', () => {
    expect(writeToken(claims, key)).toBe(recorded);
    expect(readToken(recorded, key)).toEqual(claims);
  });

  test('are those of others: what a library signs is read, and the other way round', async () => {
    const sign = (header: Record<string, unknown>) =>
      new CompactSign(Buffer.from(JSON.stringify(claims)))
        .setProtectedHeader({ alg: 'HS256', ...header })
        .sign(Buffer.from(key), { crit: { 'urn:x': true } });
    expect(readToken(await sign({}), key)).toEqual(claims);
    expect(readToken(await sign({ typ: 'JWT', kid: '7' }), key)).toEqual(claims);
    for (const header of [{ alg: 'HS512' }, { typ: 'at+jwt' }, { crit: ['urn:x'], 'urn:x': 1 }])
      expect(readToken(await sign(header), key)).toBeUndefined();
    const { payload } = await compactVerify(writeToken(claims, key), Buffer.from(key));
    expect(JSON.parse(Buffer.from(payload).toString())).toEqual(claims);
  });

  test('with a byte more or less are none', () => {
    for (const text of [
      `${recorded}A`,
      `${recorded}.`,
      `${recorded}=`,
      recorded.slice(0, -1),
      ` ${recorded}`,
    ])
      expect(readToken(text, key)).toBeUndefined();
  });

  test('of another key, without a signature, or changed are none', () => {
    expect(readToken(recorded, key.replace('A', 'B'))).toBeUndefined();
    expect(readToken(new UnsecuredJWT(claims).encode(), key)).toBeUndefined();
    const [head = '', , tail = ''] = recorded.split('.');
    const forged = Buffer.from(JSON.stringify({ ...claims, did: 'root' })).toString('base64url');
    expect(readToken(`${head}.${forged}.${tail}`, key)).toBeUndefined();
    for (const text of ['', 'a.b.c', '..', 'x'.repeat(10_000)]) expect(readToken(text, key)).toBeUndefined();
  });

  test.each([
    ['another issuer', { ...claims, iss: 'somebody' }],
    ['no client', { ...claims, did: '' }],
    ['no time', { ...claims, exp: undefined }],
  ])('with %s are none', (_what, wrong) => {
    expect(readToken(writeToken(wrong as typeof claims, key), key)).toBeUndefined();
  });

  test.each(['x', '"x"', "'x'", "b'x'", 'b"x"', ' x '])('%s is the token x', (given) => {
    expect(bareToken(given)).toBe('x');
  });
});
