/** A client of an access point, or the access point of a client, as `iw dev NAME station dump` tells it. */
export interface Station {
  mac: string;
  authorized: boolean;
  authenticated: boolean;
  associated: boolean;
  wmm: boolean;
  mfp: boolean;
  /** Generations of 802.11 that the rates in use belong to: n, ac, ax. */
  ht: boolean;
  vht: boolean;
  he: boolean;
  /** dBm. */
  signal: number | undefined;
  rxBytes: number;
  txBytes: number;
}

/** Reads the stations out of the text of iw. */
export const readStations = (text: string): Station[] =>
  text
    .split(/^Station /m)
    .slice(1)
    .flatMap((block) => {
      const [mac] = /^[0-9a-f]{2}(:[0-9a-f]{2}){5}/i.exec(block) ?? [];
      if (mac === undefined) return [];
      const fact = (name: string): string =>
        new RegExp(`^\\s*${name}:\\s*(.*)$`, 'm').exec(block)?.[1]?.trim() ?? '';
      const rates = `${fact('rx bitrate')} ${fact('tx bitrate')}`;
      const isHe = /\bHE-MCS\b/.test(rates);
      const isVht = /\bVHT-MCS\b/.test(rates);
      const [signal] = /^-?\d+/.exec(fact('signal')) ?? [];
      return [
        {
          mac: mac.toLowerCase(),
          authorized: fact('authorized') === 'yes',
          authenticated: fact('authenticated') === 'yes',
          associated: fact('associated') === 'yes',
          wmm: fact('WMM/WME') === 'yes',
          mfp: fact('MFP') === 'yes',
          he: isHe,
          vht: isVht,
          ht: isHe || isVht || /\bMCS\b/.test(rates),
          signal: signal === undefined ? undefined : Number(signal),
          rxBytes: Number(fact('rx bytes')) || 0,
          txBytes: Number(fact('tx bytes')) || 0,
        },
      ];
    });

/** The noise, in dBm, of the channel in use, out of `iw dev NAME survey dump`. */
export const readNoise = (text: string): number | undefined => {
  const used = text.split(/^Survey data from /m).find((block) => block.includes('[in use]'));
  const [, noise] = /^\s*noise:\s*(-?\d+) dBm/m.exec(used ?? '') ?? [];
  return noise === undefined ? undefined : Number(noise);
};
