/** A whole number with the language's separators: `12,345`. */
export const formatCount = (value: number, language: string): string =>
  new Intl.NumberFormat(language).format(value);

/** A share as a percentage: at most one decimal, and never 0 % or 100 % for what is not. */
export const formatShare = (part: number, whole: number, language: string): string => {
  if (whole === 0) return '–';
  const share = part / whole;
  const format = new Intl.NumberFormat(language, {
    style: 'percent',
    maximumFractionDigits: share < 0.1 ? 1 : 0,
  });
  if (share > 0 && share < 0.001) return `<${format.format(0.001)}`;
  if (share < 1 && share > 0.99) return `>${format.format(0.99)}`;
  return format.format(share);
};
