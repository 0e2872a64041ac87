const steps: readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** `3 minutes ago`, `in 2 hours`; `now` within 45 seconds. In the largest unit that fits. */
export const relativeTime = (time: Date, now: Date, language: string): string => {
  const seconds = (time.getTime() - now.getTime()) / 1000;
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  if (Math.abs(seconds) < 45) return format.format(0, 'second');
  for (const [unit, size] of steps) {
    const amount = Math.round(seconds / size);
    if (Math.abs(seconds) >= size * 0.95 && amount !== 0) return format.format(amount, unit);
  }
  return format.format(Math.round(seconds / 60) || -1, 'minute');
};
