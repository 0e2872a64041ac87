import { expect, it } from 'vitest';
import { channelOfFrequency } from './channel-of-frequency.ts';

it.each([
  [2412, 1],
  [2437, 6],
  [2472, 13],
  [2484, 14],
  [2414, 1],
  [5160, 32],
  [5180, 36],
  [5500, 100],
  [5885, 177],
  [5955, 1],
  [6135, 37],
  [7115, 233],
])('%d MHz is channel %d', (frequency, channel) => {
  expect(channelOfFrequency(frequency)).toBe(channel);
});

it.each([2411, 2485, 4940, 5159, 5886, 5954, 7116, 0, 58_320])('%d MHz has no channel', (frequency) => {
  expect(channelOfFrequency(frequency)).toBeNull();
});
