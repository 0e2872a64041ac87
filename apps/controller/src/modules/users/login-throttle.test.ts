import { createEventBus, createLogger } from '@netloom/server-kit';
import { expect, test } from 'vitest';
import { createLoginThrottle } from './login-throttle.ts';

const start = () => {
  let now = Date.parse('2026-03-01T10:00:00Z');
  const events = createEventBus({ log: createLogger({ level: 'silent' }) });
  const throttle = createLoginThrottle({ events, clock: () => new Date(now) });
  return { throttle, pass: (ms: number) => void (now += ms) };
};

test('one place cannot try name after name', () => {
  const { throttle, pass } = start();
  const network = '203.0.113.1';
  for (let turn = 0; turn < 50; turn++)
    expect(throttle.begin({ network, identifier: `user${turn}` })).toBe(0);
  expect(throttle.begin({ network, identifier: 'another' })).toBe(300);
  pass(299_000);
  expect(throttle.begin({ network, identifier: 'another' })).toBe(1);
  pass(1000);
  expect(throttle.begin({ network, identifier: 'another' })).toBe(0);
});

test('attempts that were refused are not counted', () => {
  const { throttle } = start();
  const network = '203.0.113.1';
  for (let turn = 0; turn < 10; turn++) throttle.begin({ network, identifier: 'ops' });
  for (let turn = 0; turn < 1000; turn++) expect(throttle.begin({ network, identifier: 'ops' })).toBe(300);
  expect(throttle.begin({ network, identifier: 'other' })).toBe(0);
});

test('many places together are stopped, but not those who have logged in before', () => {
  const { throttle } = start();
  const known = { network: '198.51.100.1', identifier: 'ops' };
  expect(throttle.begin(known)).toBe(0);
  throttle.succeeded(known);
  for (let turn = 0; turn < 1000; turn++) {
    expect(throttle.begin({ network: `10.${turn >> 8}.${turn & 255}.1`, identifier: 'ops' })).toBe(0);
  }
  expect(throttle.begin({ network: '192.0.2.1', identifier: 'ops' })).toBe(300);
  expect(throttle.begin(known)).toBe(0);
});
