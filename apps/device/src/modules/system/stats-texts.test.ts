import { describe, expect, it } from 'vitest';
import { busyText, processorTicks } from './processor-meter.ts';
import { diskText, memoryText, temperatureText, uptimeText } from './stats-texts.ts';

describe('memory', () => {
  it('is used and total in mebibytes, and the share of these', () => {
    const meminfo =
      'MemTotal:        3883008 kB\nMemFree:  1 kB\nMemAvailable:    3358720 kB\nHugepagesize: 2048 kB\n';
    expect(memoryText(meminfo)).toBe('512/3792MB 13.50%');
  });

  it('is unknown without the numbers', () => {
    expect(() => memoryText('MemTotal: 5 kB\n')).toThrow('MemAvailable');
  });
});

describe('a disk', () => {
  const gib = 1024 ** 3;
  it.each([
    // bytes in use, size, available, as df -h shows them: 5.3G of 59G
    [5.3, 59, 51, '5/59GB 10%'],
    [5.95, 58.1, 51, '6/59GB 11%'],
    [9.95, 10, 0.05, '10/10GB 100%'],
    [0.83, 59, 58.1, '0/59GB 2%'],
    [1843.2, 3686.4, 1843.2, '1844/3687GB 50%'],
  ])('with %d of %d GiB', (used, size, available, text) => {
    const blocks = (gibibytes: number) => Math.round((gibibytes * gib) / 4096);
    const total = blocks(size);
    expect(
      diskText({ bsize: 4096, blocks: total, bfree: total - blocks(used), bavail: blocks(available) }),
    ).toBe(text);
  });

  it('without blocks is no fault', () => {
    expect(diskText({ bsize: 4096, blocks: 0, bfree: 0, bavail: 0 })).toBe('0/0GB 0%');
  });
});

describe('a temperature', () => {
  it.each([
    ['48728\n', '48.7C'],
    ['48000', '48.0C'],
    ['36', '36.0C'],
    ['1000', '1000.0C'],
    ['-5000', '-5000.0C'],
  ])('of %j', (text, expected) => expect(temperatureText(text)).toBe(expected));

  it.each(['', 'hot', '\n'])('is not %j', (text) => expect(() => temperatureText(text)).toThrow());
});

describe('an uptime', () => {
  it.each([
    ['12.34 5.6', '0m'],
    ['60 0', '1m'],
    ['93900.5 1', '1d 2h 5m'],
    ['7200.00 1', '2h'],
    [`${86_400 * 15 + 60} 1`, '2w 1d 1m'],
    [`${86_400 * 364} 1`, '1y'],
  ])('of %s', (text, expected) => expect(uptimeText(text)).toBe(expected));

  it('is not a word', () => expect(() => uptimeText('long')).toThrow());
});

describe('the processor', () => {
  const ticks = (idle: number, total: number) => ({ idle, total });
  it.each([
    [ticks(0, 0), ticks(9702, 10_000), '2.98%'],
    [ticks(100, 100), ticks(200, 200), '0%'],
    [ticks(100, 100), ticks(100, 200), '100%'],
    [ticks(100, 100), ticks(99, 200), '100%'],
    [ticks(0, 0), ticks(1, 3), '66.67%'],
  ])('from %o to %o', (before, after, text) => expect(busyText(before, after)).toBe(text));

  it('says nothing of no time', () => expect(() => busyText(ticks(1, 2), ticks(1, 2))).toThrow());

  it('counts waiting for devices as busy, and guests once', () => {
    expect(processorTicks('cpu  1 2 3 4 5 6 7 8 9 10\ncpu0 1 1 1 1\n')).toEqual({ idle: 4, total: 36 });
    expect(() => processorTicks('intr 1')).toThrow();
  });
});
