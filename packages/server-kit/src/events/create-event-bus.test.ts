import { pino } from 'pino';
import { beforeEach, expect, test } from 'vitest';
import { createEventBus } from './create-event-bus.ts';
import type { EventBus } from './event-bus.ts';

declare module '@netloom/server-kit' {
  interface Events {
    'test.happened': { number: number };
    'test.ended': { number: number };
  }
}

let bus: EventBus;
let logged: string[];

beforeEach(() => {
  logged = [];
  bus = createEventBus({ log: pino({}, { write: (line) => void logged.push(line) }) });
});

test('tells all listeners of a name in the order of their subscription, at once', () => {
  const heard: string[] = [];
  bus.on('test.happened', ({ number }) => void heard.push(`first ${number}`));
  bus.on('test.happened', ({ number }) => void heard.push(`second ${number}`));
  bus.on('test.ended', () => void heard.push('never'));
  bus.emit('test.happened', { number: 7 });
  expect(heard).toEqual(['first 7', 'second 7']);
});

test('a subscription ends alone, also when the same function has two', () => {
  let heard = 0;
  const listener = () => void heard++;
  const end = bus.on('test.happened', listener);
  bus.on('test.happened', listener);
  end();
  end();
  bus.emit('test.happened', { number: 1 });
  expect(heard).toBe(1);
});

test('a listener that subscribes or leaves during an event does not disturb it', () => {
  const heard: string[] = [];
  const end = bus.on('test.happened', () => {
    heard.push('leaver');
    end();
    bus.on('test.happened', () => void heard.push('newcomer'));
  });
  bus.on('test.happened', () => void heard.push('stayer'));
  bus.emit('test.happened', { number: 1 });
  expect(heard).toEqual(['leaver', 'stayer']);
  bus.emit('test.happened', { number: 2 });
  expect(heard).toEqual(['leaver', 'stayer', 'stayer', 'newcomer']);
});

test('a listener that fails is logged and stops nobody', async () => {
  let heard = 0;
  bus.on('test.happened', () => {
    throw new Error('broken now');
  });
  bus.on('test.happened', async () => {
    throw new Error('broken later');
  });
  bus.on('test.happened', () => void heard++);
  bus.emit('test.happened', { number: 1 });
  await bus.settled();
  expect(heard).toBe(1);
  expect(logged.map((line) => JSON.parse(line))).toMatchObject([
    { event: 'test.happened', err: { message: 'broken now' } },
    { event: 'test.happened', err: { message: 'broken later' } },
  ]);
});

test('settled waits for asynchronous listeners and for what they emit', async () => {
  const heard: string[] = [];
  bus.on('test.happened', async ({ number }) => {
    await new Promise(setImmediate);
    heard.push('happened');
    bus.emit('test.ended', { number });
  });
  bus.on('test.ended', async () => {
    await new Promise(setImmediate);
    heard.push('ended');
  });
  bus.emit('test.happened', { number: 1 });
  expect(heard).toEqual([]);
  await bus.settled();
  expect(heard).toEqual(['happened', 'ended']);
});

test('hears knows whether somebody listens, and nobody does after close', async () => {
  expect(bus.hears('test.happened')).toBe(false);
  const end = bus.on('test.happened', () => {});
  expect(bus.hears('test.happened')).toBe(true);
  end();
  expect(bus.hears('test.happened')).toBe(false);
  bus.on('test.happened', () => {});
  await bus.close();
  expect(bus.hears('test.happened')).toBe(false);
});

test('onEmit hears every event of the process by name, but not those told with emitHere', () => {
  const heard: unknown[] = [];
  const end = bus.onEmit((name, payload) => void heard.push([name, payload]));
  bus.onEmit(() => {
    throw new Error('broken');
  });
  bus.emit('test.happened', { number: 1 });
  bus.emitHere('test.happened', { number: 2 });
  bus.emit('test.ended', { number: 3 });
  end();
  bus.emit('test.ended', { number: 4 });
  expect(heard).toEqual([
    ['test.happened', { number: 1 }],
    ['test.ended', { number: 3 }],
  ]);
  expect(logged.map((line) => JSON.parse(line).err.message)).toEqual(['broken', 'broken', 'broken']);
});
