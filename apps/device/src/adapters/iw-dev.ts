import type { RunCommand } from '../platform/commands/run-command.ts';

/** A wireless interface, as `iw dev` tells it. */
export interface IwInterface {
  name: string;
  /** Name of the radio, like `phy0`. */
  phy: string | undefined;
  ifindex: number | undefined;
  /** Hardware address, lower case with colons. */
  address: string | undefined;
  /** Undefined when it is neither connected nor an access point. */
  ssid: string | undefined;
  /** The word of iw: `managed`, `monitor`, `AP`, `mesh point`, … */
  type: string | undefined;
  /** MHz; of a device with several links, of the first. */
  frequency: number | undefined;
  channel: number | undefined;
  /** Width of the channel in MHz. */
  width: number | undefined;
  /** dBm. */
  txPower: number | undefined;
}

/**
 * All wireless interfaces; in the namespace of this process.
 *
 * @throws CommandError, also where the kernel has no wireless at all (`nl80211 not found.`).
 */
export const listIwInterfaces = async (run: RunCommand, iw: string): Promise<IwInterface[]> =>
  parseIwDev((await run([iw, 'dev'])).stdout);

/**
 * Reads the output of `iw dev`, and of `iw dev NAME info`. Interfaces without a name (P2P devices) are left out.
 * Statistics that are indented below an interface have no word in common with what is read.
 */
export const parseIwDev = (text: string): IwInterface[] => {
  const found: IwInterface[] = [];
  let phy: string | undefined;
  let current: IwInterface | undefined;
  for (const raw of text.split('\n')) {
    const line = raw.trimStart();
    const [word = ''] = line.split(' ', 1);
    const rest = line.slice(word.length + 1);
    const radio = /^phy#(\d+)\s*$/.exec(line);
    if (radio) {
      phy = `phy${radio[1]}`;
      current = undefined;
    } else if (line.startsWith('Unnamed/non-netdev interface')) current = undefined;
    else if (word === 'Interface' && rest.trim() !== '')
      found.push((current = unknownInterface(rest.trim(), phy)));
    else if (current !== undefined) readFact(current, word, rest);
  }
  return found;
};

const unknownInterface = (name: string, phy: string | undefined): IwInterface => ({
  name,
  phy,
  ifindex: undefined,
  address: undefined,
  ssid: undefined,
  type: undefined,
  frequency: undefined,
  channel: undefined,
  width: undefined,
  txPower: undefined,
});

/** The first of each fact counts: those of the single links of a multi-link device follow below. */
const readFact = (of: IwInterface, word: string, rest: string): void => {
  const value = rest.trim();
  if (word === 'ssid') of.ssid ??= unescape(rest);
  else if (value === '') return;
  else if (word === 'ifindex') of.ifindex ??= toNumber(value);
  else if (word === 'wiphy') of.phy ??= `phy${value}`;
  else if (word === 'addr') of.address ??= value.toLowerCase();
  else if (word === 'type') of.type ??= value;
  else if (word === 'txpower') of.txPower ??= toNumber(value.replace(/ dBm$/, ''));
  else if (word === 'channel' && of.frequency === undefined) {
    const channel = /^(\d+) \((\d+)(?:\.\d+)? MHz\)(?:.*?width: (\d+))?/.exec(value);
    if (!channel) return;
    of.channel = toNumber(channel[1]);
    of.frequency = toNumber(channel[2]);
    of.width = toNumber(channel[3]);
  }
};

const toNumber = (text: string | undefined): number | undefined => {
  const value = Number(text);
  return text === undefined || Number.isNaN(value) ? undefined : value;
};

/** iw prints each byte that is no printable ASCII as `\x..`, and so a space at the ends. */
const unescape = (text: string): string => {
  const bytes = [...text.matchAll(/\\x([0-9a-fA-F]{2})|[^]/gu)].map(([part, code]) =>
    code === undefined ? Buffer.from(part) : Buffer.from([Number.parseInt(code, 16)]),
  );
  return Buffer.concat(bytes).toString('utf8');
};
