import { InvalidArgumentError } from 'commander';

/** A parser for an option that takes a number within limits, both included. */
export function numberOption(limits: {
  readonly minimum: number;
  readonly maximum: number;
  readonly integer?: boolean;
}): (text: string) => number {
  const { minimum, maximum, integer = false } = limits;
  return (text) => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (!(value >= minimum && value <= maximum) || (integer && !Number.isInteger(value))) {
      throw new InvalidArgumentError(
        `It must be a ${integer ? 'whole ' : ''}number from ${minimum} to ${maximum}.`,
      );
    }
    return value;
  };
}
