/**
 * The average round trip in the summary of `ping` (`rtt min/avg/max/mdev = 0.046/0.046/0.046/0.000 ms`), as
 * `0.046ms`; undefined when nothing came back. Zeros at the end are dropped down to one, as in `12.0ms`.
 */
export const pingTime = (output: string): string | undefined => {
  const average = /^(?:rtt|round-trip) [^=]*= *[\d.]+\/([\d.]+)\//m.exec(output)?.[1];
  if (average === undefined) return undefined;
  const milliseconds = Number(average);
  return `${Number.isInteger(milliseconds) ? milliseconds.toFixed(1) : milliseconds}ms`;
};

const inMilliseconds = { usec: 0.001, ms: 1, msec: 1, sec: 1000 } as const;

/**
 * The time of the first answer in the output of `arping`, in whole milliseconds, rounded up: `1ms`. There are two
 * programs of that name; one says `0.612ms`, the other `time=612.000 usec`. Undefined when nobody has answered.
 */
export const arpingTime = (output: string): string | undefined => {
  const found = /(\d+(?:\.\d+)?) ?(usec|msec|ms|sec)\b/.exec(output);
  if (!found) return undefined;
  const unit = found[2] as keyof typeof inMilliseconds;
  return `${Math.max(1, Math.ceil(Number(found[1]) * inMilliseconds[unit]))}ms`;
};
