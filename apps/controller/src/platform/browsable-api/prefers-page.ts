/** Browsers send some hundred characters. What is longer is not read at all. */
const longestHeader = 2000;

/** How much the media type is wanted, and how exactly it is named: `text/html` above `text/*` above everything. */
interface Wish {
  quality: number;
  exactness: number;
}

const nothing: Wish = { quality: 0, exactness: -1 };

/**
 * True when an `Accept` header (RFC 9110, section 12.5.1) would rather have HTML than JSON. Of what is wanted equally
 * the one that is named more exactly wins, and JSON where that is equal as well.
 */
export const prefersPage = (accept: string): boolean => {
  // Most programs are through here.
  if (accept.length > longestHeader || !/text\//i.test(accept)) return false;
  const ranges = accept.toLowerCase().split(',').map(readRange);
  const page = wishFor('text', 'html', ranges);
  const json = wishFor('application', 'json', ranges);
  if (page.quality === 0) return false;
  return page.quality === json.quality ? page.exactness > json.exactness : page.quality > json.quality;
};

interface Range {
  main: string;
  sub: string;
  quality: number;
}

const readRange = (text: string): Range => {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim());
  const [main = '', sub = '*'] = type.split('/');
  const given = parameters.find((parameter) => parameter.startsWith('q='));
  const quality = given === undefined ? 1 : Number(given.slice(2));
  return { main, sub, quality: quality >= 0 && quality <= 1 ? quality : 0 };
};

/** The most exact range that takes the type decides, and of equal ones the first. */
const wishFor = (main: string, sub: string, ranges: readonly Range[]): Wish =>
  ranges.reduce((best, range) => {
    const takes = (range.main === main || range.main === '*') && (range.sub === sub || range.sub === '*');
    const exactness = Number(range.main === main) + Number(range.sub === sub);
    return takes && exactness > best.exactness ? { quality: range.quality, exactness } : best;
  }, nothing);
