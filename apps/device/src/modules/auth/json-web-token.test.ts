import { UnsecuredJWT } from 'jose';
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
  test('are written as recorded', async () => {
    expect(await writeToken(claims, key)).toBe(recorded);
    expect(await readToken(recorded, key)).toEqual(claims);
  });

  test('of another key, without a signature, or changed are none', async () => {
    expect(await readToken(recorded, key.replace('A', 'B'))).toBeUndefined();
    expect(await readToken(new UnsecuredJWT(claims).encode(), key)).toBeUndefined();
    const [head = '', , tail = ''] = recorded.split('.');
    const forged = Buffer.from(JSON.stringify({ ...claims, did: 'root' })).toString('base64url');
    expect(await readToken(`${head}.${forged}.${tail}`, key)).toBeUndefined();
    for (const text of ['', 'a.b.c', '..', 'x'.repeat(10_000)])
      expect(await readToken(text, key)).toBeUndefined();
  });

  test.each([
    ['another issuer', { ...claims, iss: 'somebody' }],
    ['no client', { ...claims, did: '' }],
    ['no time', { ...claims, exp: undefined }],
  ])('with %s are none', async (_what, wrong) => {
    expect(await readToken(await writeToken(wrong as typeof claims, key), key)).toBeUndefined();
  });

  test.each(['x', '"x"', "'x'", "b'x'", 'b"x"', ' x '])('%s is the token x', (given) => {
    expect(bareToken(given)).toBe('x');
  });
});
