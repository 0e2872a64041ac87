import { type ControllerCalls, type ControllerEffect, generateIdentity } from '@netloom/agent-protocol';
import { describe, expect, it } from 'vitest';
import { limitRegistrations } from './limit-registrations.ts';

const identity = generateIdentity({ seed: 1, index: 1, prefix: 'x' });
const { signal } = new AbortController();
const registration = (ticket: number): ControllerEffect => ({ type: 'register', ticket, sharedSecret: 's' });

describe('limitRegistrations', () => {
  it('lets so many through, then one for each that ends, well or badly', async () => {
    const underWay = new Map<number, PromiseWithResolvers<{ type: 'power-on' }>>();
    const calls: ControllerCalls = ({ ticket }) => {
      const answer = Promise.withResolvers<{ type: 'power-on' }>();
      underWay.set(ticket, answer);
      return answer.promise;
    };
    const limited = limitRegistrations(calls, 2);
    const results = [1, 2, 3, 4].map((ticket) => limited(registration(ticket), identity, signal));
    expect([...underWay.keys()]).toEqual([1, 2]);
    underWay.get(2)?.resolve({ type: 'power-on' });
    await results[1];
    await Promise.resolve();
    expect([...underWay.keys()]).toEqual([1, 2, 3]);
    underWay.get(1)?.reject(new Error('broken'));
    await expect(results[0]).rejects.toThrow('broken');
    expect([...underWay.keys()]).toEqual([1, 2, 3, 4]);
    underWay.get(3)?.resolve({ type: 'power-on' });
    underWay.get(4)?.resolve({ type: 'power-on' });
    await Promise.all([results[2], results[3]]);
    void limited(registration(5), identity, signal);
    void limited(registration(6), identity, signal);
    void limited(registration(7), identity, signal);
    expect([...underWay.keys()]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('does not hold up other calls', () => {
    const seen: string[] = [];
    const calls: ControllerCalls = ({ type }) => {
      seen.push(type);
      return new Promise(() => {});
    };
    const limited = limitRegistrations(calls, 1);
    void limited(registration(1), identity, signal);
    void limited(registration(2), identity, signal);
    void limited({ type: 'fetch-checksum', ticket: 3, credentials: { id: 'i', key: 'k' } }, identity, signal);
    expect(seen).toEqual(['register', 'fetch-checksum']);
  });
});
