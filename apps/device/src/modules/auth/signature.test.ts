import { describe, expect, test } from 'vitest';
import { canonicalText, isSignedBy, signatureOf } from './signature.ts';

const secret = Uint8Array.from({ length: 32 }, (_none, index) => index);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const sign = (method: string, url: string, body = ''): string =>
  signatureOf(secret, canonicalText({ method, url, body: bytes(body) }) ?? '');

describe('signatures', () => {
  test.each([
    [
      'POST',
      '/api/v1/auth/token',
      '{"device_id": "lab-1"}',
      '3204ddbc9aed46c808500d2c9386f7d90c43a6827750ed9e25600b5749a9711e',
    ],
    [
      'POST',
      '/api/v1/system/service/start?name=wpa_supplicant%40wlan0',
      '',
      '6c2edfe67aa188a8789aab10d3a7c5de7d98a5e1a3c424a3c3543f302441b2ff',
    ],
    [
      'GET',
      '/api/v1/network/config/',
      '',
      'c697730d1f5b82810c4c16298e5225318b981c1920b1bb9f76f5d7eb838bef3d',
    ],
  ])('%s %s is signed as recorded', (method, url, body, signature) => {
    expect(sign(method, url, body)).toBe(signature);
    expect(isSignedBy(secret, { method, url, body: bytes(body) }, signature)).toBe(true);
    expect(isSignedBy(secret, { method, url, body: bytes(body) }, signature.toUpperCase())).toBe(false);
    expect(isSignedBy(secret, { method, url, body: bytes(`${body} `) }, signature)).toBe(false);
  });

  test.each([
    ['/a?name=wpa_supplicant@wlan0', 'name=wpa_supplicant%40wlan0'],
    ['/a?x=1&y=2&x=3', 'x=3&y=2'],
    ['/a?blank=&bare', 'blank=&bare='],
    ['/a?q=a+b%20c', 'q=a+b+c'],
    ["/a?q=~-_.!'()*", 'q=~-_.%21%27%28%29%2A'],
    ['/a?q=%C3%A4', 'q=%C3%A4'],
    ['/a?&&', ''],
    ['/a?1=a&y=b&0=c&1=d', '1=d&y=b&0=c'],
    ['/a?x=%ff&y=%zz&z=a;b', 'x=%EF%BF%BD&y=%25zz&z=a%3Bb'],
    ['/a??x=1', '%3Fx=1'],
    ['/a', ''],
  ])('the query of %s is signed as "%s"', (url, query) => {
    expect(canonicalText({ method: 'GET', url, body: bytes('') })?.split('\n')[2]).toBe(query);
  });

  test('the path is signed decoded', () => {
    const text = canonicalText({ method: 'GET', url: '/network/config/my%20cfg', body: bytes('') });
    expect(text).toBe('GET\n/network/config/my cfg\n\n');
    const broken = canonicalText({ method: 'GET', url: '/a/%41%ff%zz', body: bytes('') });
    expect(broken).toBe('GET\n/a/A\u{fffd}%zz\n\n');
  });

  test('a body that is not UTF-8 has no signature', () => {
    const request = { method: 'POST', url: '/a', body: Uint8Array.of(0xff, 0xfe) };
    expect(canonicalText(request)).toBeUndefined();
    expect(isSignedBy(secret, request, signatureOf(secret, 'POST\n/a\n\n'))).toBe(false);
  });
});
