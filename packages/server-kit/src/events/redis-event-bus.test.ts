import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startRedis } from '../testing/start-redis.ts';
import { isAvailable, sharedServerUrl } from '../testing/test-servers.ts';
import { findFreePort, type ThrowawayServer } from '../testing/throwaway-server.ts';
import { waitFor } from '../testing/wait-for.ts';
import type { EventBus } from './event-bus.ts';
import { createRedisEventBus } from './redis-event-bus.ts';

declare module '@netloom/server-kit' {
  interface Events {
    'test.told': { number: number };
  }
}

describe.skipIf(!isAvailable('redis'))('the event bus over Redis', () => {
  let buses: EventBus[];
  let logged: { level: number; msg: string }[];
  const log = pino({}, { write: (line) => void logged.push(JSON.parse(line)) });

  const open = (url: string, prefix: string): EventBus => {
    const bus = createRedisEventBus({ url, prefix, log });
    buses.push(bus);
    return bus;
  };

  /** Every number that a bus hears. */
  const listen = (bus: EventBus): number[] => {
    const heard: number[] = [];
    bus.on('test.told', ({ number }) => void heard.push(number));
    return heard;
  };

  /** Resolves when what `from` emits gets to `to`. Takes numbers below zero. */
  const joined = async (from: EventBus, to: EventBus): Promise<void> => {
    const heard: number[] = [];
    const end = to.on('test.told', ({ number }) => void heard.push(number));
    await waitFor('the buses to be joined', () => {
      from.emit('test.told', { number: -1 });
      return heard.length > 0;
    });
    end();
  };

  beforeEach(() => {
    buses = [];
    logged = [];
  });
  afterEach(async () => {
    await Promise.all(buses.map((bus) => bus.close()));
  });

  test('tells other processes, and its own at once and once', async () => {
    const url = await sharedServerUrl('redis');
    const prefix = randomUUID();
    const [here, there, elsewhere] = [open(url, prefix), open(url, prefix), open(url, randomUUID())];
    await joined(here, there);
    await joined(there, here);
    const [heardHere, heardThere, heardElsewhere] = [listen(here), listen(there), listen(elsewhere)];
    const emittedThere: unknown[] = [];
    there.onEmit((name, payload) => void emittedThere.push([name, payload]));
    here.emit('test.told', { number: 1 });
    expect(heardHere).toEqual([1]);
    here.emit('test.told', { number: 2 });
    there.emit('test.told', { number: 3 });
    await waitFor('the events', () => heardThere.includes(2) && heardHere.includes(3));
    expect(heardHere.filter((number) => number > 0)).toEqual([1, 2, 3]);
    expect(heardThere.filter((number) => number > 0).toSorted()).toEqual([1, 2, 3]);
    expect(heardElsewhere).toEqual([]);
    expect([here.hears('test.told'), elsewhere.hears('test.nobody' as never)]).toEqual([true, false]);
    here.emitHere('test.told', { number: 4 });
    here.emit('test.told', { number: 5 });
    await waitFor('the event after it', () => heardThere.includes(5));
    expect([heardHere.includes(4), heardThere.includes(4)]).toEqual([true, false]);
    expect(emittedThere).toEqual([['test.told', { number: 3 }]]);
  });

  test('sends the payload as it was, also before the connection is there', async () => {
    const url = await sharedServerUrl('redis');
    const prefix = randomUUID();
    const there = open(url, prefix);
    await joined(open(url, prefix), there);
    const heard = listen(there);
    const payload = { number: 7 };
    open(url, prefix).emit('test.told', payload);
    payload.number = 8;
    await waitFor('the event', () => heard.find((number) => number > 0));
    expect(heard.filter((number) => number > 0)).toEqual([7]);
  });

  test('ignores what is no event', async () => {
    const url = await sharedServerUrl('redis');
    const prefix = randomUUID();
    const [here, there] = [open(url, prefix), open(url, prefix)];
    await joined(here, there);
    const heard = listen(there);
    const client = new Redis(url);
    for (const text of ['', 'null', '7', '{"from":1}', '{"from":"x"}', '{"name":"test.told","payload":{}}']) {
      await client.publish(`${prefix}:events`, text);
    }
    client.disconnect();
    here.emit('test.told', { number: 1 });
    await waitFor('the event', () => heard.includes(1));
    expect(heard.filter((number) => number !== -1)).toEqual([1]);
    expect(
      logged.filter(({ msg }) => msg === 'ignored a message that is not an event').length,
    ).toBeGreaterThan(0);
  });

  test('goes on alone while Redis is away, and afterwards tells of the gap', async () => {
    const port = await findFreePort();
    const url = `redis://127.0.0.1:${port}`;
    let redis: ThrowawayServer = await startRedis({ port });
    try {
      const [here, there] = [open(url, 'test'), open(url, 'test')];
      await joined(here, there);
      await joined(there, here);
      let gaps = 0;
      there.onGap(() => void gaps++);
      const [heardHere, heardThere] = [listen(here), listen(there)];

      await redis.stop();
      here.emit('test.told', { number: 1 });
      expect(heardHere).toContain(1);
      await here.settled();
      await waitFor('the reports', () => logged.length === 2);
      expect(gaps).toBe(0);

      redis = await startRedis({ port });
      await waitFor('the gap', () => gaps > 0);
      await joined(here, there);
      here.emit('test.told', { number: 2 });
      await waitFor('the event', () => heardThere.includes(2));
      expect(heardThere).not.toContain(1);
      await waitFor('the reports', () => logged.length === 4);
      const away = 'Redis cannot be reached: events do not get to other processes';
      const back = 'Redis is back: events get to other processes again';
      expect(logged.map(({ msg }) => msg)).toEqual([away, away, back, back]);
    } finally {
      await redis.stop();
    }
  });
});
