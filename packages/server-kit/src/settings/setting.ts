import { parseRate } from '../http/rate-limiter.ts';

/** One setting: where it comes from, what it may be, and what it means to an operator. */
export interface Setting<Value> {
  /** Environment variable, for example `NETLOOM_DATA_DIR`; the key in the YAML file is `data_dir`. */
  env: string;
  /** Used when neither the environment nor the file names a value. */
  default: Value;
  /** What is allowed, as the end of the sentence "… is not allowed: it must be …". */
  allowed: string;
  /** One sentence for the reference page and `--help`. */
  help: string;
  /** Never printed. */
  secret?: boolean;
  /** Text to value; undefined when the text is not allowed. */
  parse(text: string): Value | undefined;
}

type Described<Value> = Pick<Setting<Value>, 'env' | 'default' | 'help'> & { secret?: boolean };

/** Any non-empty text. `default: undefined` makes the setting optional. */
export const text = <Value extends string | undefined>(
  described: Described<Value> & { pattern?: RegExp; allowed?: string },
): Setting<Value | string> => {
  const { pattern, allowed = 'a text', ...rest } = described;
  return { ...rest, allowed, parse: (raw) => (raw !== '' && (pattern?.test(raw) ?? true) ? raw : undefined) };
};

/** A whole number within limits, in the unit that `help` names. */
export const integer = (described: Described<number> & { min: number; max: number }): Setting<number> => {
  const { min, max, ...rest } = described;
  return {
    ...rest,
    allowed: `a whole number from ${min} to ${max}`,
    parse: (raw) => {
      const value = Number(raw);
      return /^-?\d+$/.test(raw) && value >= min && value <= max ? value : undefined;
    },
  };
};

const switchWords = new Map([
  ...['true', 'yes', 'on', '1'].map((word) => [word, true] as const),
  ...['false', 'no', 'off', '0'].map((word) => [word, false] as const),
]);

/** On or off. */
export const bool = (described: Described<boolean>): Setting<boolean> => ({
  ...described,
  allowed: 'true or false',
  parse: (raw) => switchWords.get(raw.toLowerCase()),
});

/** One of a few words. */
export const choice = <const Word extends string>(
  described: Described<NoInfer<Word>> & { words: readonly Word[] },
): Setting<Word> => {
  const { words, ...rest } = described;
  return {
    ...rest,
    allowed: `one of ${words.join(', ')}`,
    parse: (raw) => words.find((word) => word === raw),
  };
};

/** How often something may be done, for `parseRate`; or `none`. */
export const rate = (described: Described<string>): Setting<string> => ({
  ...described,
  allowed: 'a number per second, minute, hour or day, like 20/day or 5/min, or none',
  parse: (raw) => (raw === 'none' || parseRate(raw) ? raw : undefined),
});

/** Values separated by commas; an empty text is an empty list. */
export const list = (
  described: Described<readonly string[]> & { item?: RegExp; allowed?: string },
): Setting<readonly string[]> => {
  const { item, allowed = 'a list separated by commas', ...rest } = described;
  return {
    ...rest,
    allowed,
    parse: (raw) => {
      const items = raw
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean);
      return items.every((part) => item?.test(part) ?? true) ? items : undefined;
    },
  };
};

/** A JSON object; in the YAML file a mapping may be written instead. */
export const json = (
  described: Described<Readonly<Record<string, unknown>>>,
): Setting<Readonly<Record<string, unknown>>> => ({
  ...described,
  allowed: 'a JSON object',
  parse: (raw) => {
    try {
      const value: unknown = JSON.parse(raw);
      return typeof value === 'object' && value !== null && !Array.isArray(value)
        ? (value as Record<string, unknown>)
        : undefined;
    } catch {
      return undefined;
    }
  },
});
