import { expect, test } from 'vitest';
import { centreFrequency } from './centre-frequency.ts';

test.each([
  [5180, 40, 5190],
  [5200, 40, 5190],
  [5240, 80, 5210],
  [5745, 40, 5755],
  [5765, 40, 5755],
  [5805, 80, 5775],
  [5825, 160, 5815],
  [5885, 40, 5875],
  [5955, 40, 5965],
  [6115, 160, 6185],
  [7055, 80, 7025],
  [5500, 160, 5570],
  [2437, 40, undefined],
  [5745, 320, undefined],
  [5725, 40, undefined],
])('%i MHz at %i MHz is around %s', (frequency, width, centre) => {
  expect(centreFrequency(frequency, width)).toBe(centre);
});
