/** A short time in the unit that suits it: `12 ms`, `1.2 sec`. */
export const formatDuration = (milliseconds: number, language: string): string => {
  const inSeconds = milliseconds >= 1000;
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: inSeconds ? 'second' : 'millisecond',
    unitDisplay: 'short',
    maximumFractionDigits: inSeconds ? 1 : 0,
  }).format(inSeconds ? milliseconds / 1000 : milliseconds);
};
