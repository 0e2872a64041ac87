/** The frequencies, in MHz, rising, that `iw phy … channels` does not call disabled. */
export const parseChannels = (text: string): number[] =>
  text
    .split('\n')
    .flatMap((line) => {
      const [, frequency] = /^\s*\* (\d+)(?:\.\d+)? MHz\b/.exec(line) ?? [];
      return frequency === undefined || line.includes('(disabled)') ? [] : [Number(frequency)];
    })
    .toSorted((a, b) => a - b);
