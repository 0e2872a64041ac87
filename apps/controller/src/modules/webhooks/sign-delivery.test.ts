import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { signDelivery } from './sign-delivery.ts';

it('signs the time and the body', () => {
  const body = '{"id":"1","name":"Zürich"}';
  const header = signDelivery('a secret', body, new Date('2026-03-01T10:00:00.999Z'));
  const [, time, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(header) ?? [];
  expect(time).toBe(String(Date.parse('2026-03-01T10:00:00Z') / 1000));
  const expected = createHmac('sha256', 'a secret')
    .update(`${time}.`)
    .update(Buffer.from(body))
    .digest('hex');
  expect(signature).toBe(expected);
});

it('is the same as other programs work out (openssl dgst -sha256 -hmac geheim)', () => {
  expect(signDelivery('geheim', '{}', new Date(1_772_359_200_000))).toBe(
    't=1772359200,v1=cf3c54c51904a40a89d77d98176da5406979a39608088c0c696c00beecccca22',
  );
});
