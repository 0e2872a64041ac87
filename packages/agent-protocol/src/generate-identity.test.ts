import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateIdentity } from './generate-identity.ts';
import { seededRandom } from './random.ts';

describe('generateIdentity', () => {
  it('is the same for the same seed, and another one for another', () => {
    const first = generateIdentity({ seed: 7, index: 3, prefix: 'sim' });
    expect(generateIdentity({ seed: 7, index: 3, prefix: 'sim' })).toEqual(first);
    expect(generateIdentity({ seed: 8, index: 3, prefix: 'sim' }).macAddress).not.toBe(first.macAddress);
    expect(first.hostname).toBe('sim-7-0003');
  });

  it('gives every device of a fleet its own address and name', () => {
    const fleet = Array.from({ length: 70_000 }, (_, index) =>
      generateIdentity({ seed: 1, index, prefix: 'sim' }),
    );
    expect(new Set(fleet.map((device) => device.macAddress)).size).toBe(fleet.length);
    expect(new Set(fleet.map((device) => device.hostname)).size).toBe(fleet.length);
    expect(new Set(fleet.map((device) => device.model)).size).toBeGreaterThan(5);
  });

  it('makes locally administered unicast addresses in upper case', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 2 ** 24 - 1 }), (seed, index) => {
        const { macAddress, model } = generateIdentity({ seed, index, prefix: 'x' });
        expect(macAddress).toMatch(/^02(:[0-9A-F]{2}){5}$/);
        expect(model).not.toBe('');
      }),
    );
  });
});

describe('seededRandom', () => {
  it('is even enough, within bounds and independent between streams', () => {
    const draws = (stream: number) => {
      const random = seededRandom(42, stream);
      return Array.from({ length: 10_000 }, () => random());
    };
    const numbers = draws(0);
    expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
    const buckets = Array.from({ length: 10 }, (_, bucket) =>
      numbers.reduce((count, number) => count + (Math.floor(number * 10) === bucket ? 1 : 0), 0),
    );
    for (const count of buckets) expect(count).toBeGreaterThan(850);
    const other = draws(1);
    const correlation = numbers.reduce(
      (sum, number, index) => sum + (number - 0.5) * ((other[index] ?? 0) - 0.5),
      0,
    );
    expect(Math.abs(correlation / numbers.length / (1 / 12))).toBeLessThan(0.05);
  });
});
