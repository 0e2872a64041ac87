import { afterEach, expect, it } from 'vitest';
import { showTime } from './show-time.ts';

const zone = process.env['TZ'];
afterEach(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

it.each([
  ['UTC', '2026-03-01T10:00:00.123000Z', '2026-07-01T10:00:00.123000Z'],
  ['Europe/Rome', '2026-03-01T11:00:00.123000+01:00', '2026-07-01T12:00:00.123000+02:00'],
  ['Europe/London', '2026-03-01T10:00:00.123000Z', '2026-07-01T11:00:00.123000+01:00'],
  ['America/St_Johns', '2026-03-01T06:30:00.123000-03:30', '2026-07-01T07:30:00.123000-02:30'],
  ['Asia/Kathmandu', '2026-03-01T15:45:00.123000+05:45', '2026-07-01T15:45:00.123000+05:45'],
])('writes times with the offset of %s', (name, winter, summer) => {
  process.env['TZ'] = name;
  expect(showTime(new Date('2026-03-01T10:00:00.123Z'))).toBe(winter);
  expect(showTime(new Date('2026-07-01T10:00:00.123Z'))).toBe(summer);
});
