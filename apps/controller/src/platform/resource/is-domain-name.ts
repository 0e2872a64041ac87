/** Letters of any language but those that are written in two code units. */
const letter = 'a-z\\u00a1-\\uffff';
const label = new RegExp(`^(?!-)[${letter}\\d-]{1,63}(?<!-)$`, 'i');
const topLabel = new RegExp(`^(?:(?!-)[${letter}-]{2,63}(?<!-)|xn--[a-z\\d]{1,59})$`, 'i');

/** True for a name of a host with a domain: `example.org`. A dot at its end is none of it. */
export const isDomainName = (text: string): boolean => {
  if (/[\ud800-\udfff]/.test(text)) return false;
  const labels = text.split('.');
  return labels.length > 1 && labels.every((part) => label.test(part)) && topLabel.test(labels.at(-1) ?? '');
};
