import { drawn, element, note } from './element.ts';

/** A network that was heard. */
export interface HeardNetwork {
  ssid: string;
  bssid: string;
  /** dBm. */
  signal: number;
  /** MHz. */
  freq: number;
}

interface Band {
  name: string;
  from: number;
  to: number;
  /** Channels that are named below the axis, with their frequencies. */
  ticks: readonly (readonly [channel: number, frequency: number])[];
}

const five = [36, 44, 52, 60, 100, 108, 116, 124, 132, 140, 149, 157, 165];
const six = [1, 17, 33, 49, 65, 81, 97, 113, 129, 145, 161, 177, 193, 209, 225];

const bands: readonly Band[] = [
  {
    name: '2.4 GHz',
    from: 2400,
    to: 2496,
    ticks: [...Array(13).keys()].map((index) => [index + 1, 2412 + index * 5] as const),
  },
  {
    name: '5 GHz',
    from: 5150,
    to: 5895,
    ticks: five.map((channel) => [channel, 5000 + channel * 5] as const),
  },
  {
    name: '6 GHz',
    from: 5935,
    to: 7125,
    ticks: six.map((channel) => [channel, 5950 + channel * 5] as const),
  },
];

const width = 720;
const height = 230;
const margin = { left: 44, right: 12, top: 22, bottom: 26 };
const strongest = -20;
const weakest = -100;
/** What a network takes of the air at least, in MHz. */
const reachMhz = 11;
const curves = 6;
const mostNames = 12;

const y = (dbm: number): number => {
  const share = (strongest - Math.min(strongest, Math.max(weakest, dbm))) / (strongest - weakest);
  return margin.top + share * (height - margin.top - margin.bottom);
};

/** Networks by channel and strength, a drawing for each band in which something was heard. */
export const channelCharts = (networks: readonly HeardNetwork[]): HTMLElement[] => {
  const charts = bands
    .map((band) => ({ band, heard: networks.filter(({ freq }) => freq >= band.from && freq <= band.to) }))
    .filter(({ heard }) => heard.length > 0);
  if (charts.length === 0) return [note('Nothing was heard.')];
  return charts.map(({ band, heard }) =>
    element(
      'figure',
      { tabindex: 0, 'aria-label': `Networks in ${band.name}` },
      element(
        'figcaption',
        { class: 'note' },
        `${band.name}: ${heard.length} ${heard.length === 1 ? 'network' : 'networks'}`,
      ),
      drawBand(band, heard),
    ),
  );
};

const drawBand = (band: Band, heard: readonly HeardNetwork[]): SVGElement => {
  const x = (mhz: number): number =>
    margin.left + ((mhz - band.from) / (band.to - band.from)) * (width - margin.left - margin.right);
  const floor = y(weakest);
  const grid = [-30, -50, -70, -90].flatMap((dbm) => [
    drawn('line', { class: 'grid', x1: margin.left, x2: width - margin.right, y1: y(dbm), y2: y(dbm) }),
    drawn('text', { x: margin.left - 6, y: y(dbm) + 4, 'text-anchor': 'end' }, String(dbm)),
  ]);
  const ticks = band.ticks.map(([channel, mhz]) =>
    drawn('text', { x: x(mhz), y: height - 8, 'text-anchor': 'middle' }, String(channel)),
  );
  const strongestFirst = heard.toSorted((one, other) => other.signal - one.signal);
  const shapes = strongestFirst
    .map(({ ssid, bssid, signal, freq }, index) => {
      const [left, middle, right, top] = [x(freq - reachMhz), x(freq), x(freq + reachMhz), y(signal)];
      const label = ssid === '' ? 'hidden network' : ssid;
      return drawn(
        'g',
        { class: `curve-${index % curves}` },
        drawn('title', {}, `${label} (${bssid}): ${signal} dBm at ${freq} MHz`),
        drawn('path', {
          d: `M${left},${floor} Q${left},${top} ${middle},${top} Q${right},${top} ${right},${floor}`,
        }),
        ...(index < mostNames
          ? [
              drawn(
                'text',
                { class: 'name', x: middle, y: top - 5, 'text-anchor': 'middle' },
                label.slice(0, 18),
              ),
            ]
          : []),
      );
    })
    .toReversed();
  return drawn(
    'svg',
    {
      class: 'chart',
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-label': `Networks in ${band.name}, dBm by channel`,
    },
    ...grid,
    drawn('line', { class: 'grid', x1: margin.left, x2: width - margin.right, y1: floor, y2: floor }),
    ...ticks,
    ...shapes,
  );
};
