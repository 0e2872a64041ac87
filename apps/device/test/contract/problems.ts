/** A problem of a body, path or query as 422 tells it (device service, section 3.0). */
export interface Problem {
  type: string;
  loc: (string | number)[];
  msg: string;
  input: unknown;
}

/** A field that is required and not there. @param input the object that lacks it; null in a query */
export const missing = (loc: Problem['loc'], input: unknown = null): Problem => ({
  type: 'missing',
  loc,
  msg: 'Field required',
  input,
});

/** A query or path value that should have been a whole number. */
export const notANumber = (loc: Problem['loc'], input: string): Problem => ({
  type: 'int_parsing',
  loc,
  msg: 'Input should be a valid integer, unable to parse string as an integer',
  input,
});

/** A query value that should have been true or false. */
export const notABoolean = (loc: Problem['loc'], input: string): Problem => ({
  type: 'bool_parsing',
  loc,
  msg: 'Input should be a valid boolean, unable to interpret input',
  input,
});

/** A value of the right type that is not allowed. */
export const notAllowed = (
  loc: Problem['loc'],
  why: string,
  input: unknown,
): Problem & { ctx: { error: object } } => ({
  type: 'value_error',
  loc,
  msg: `Value error, ${why}`,
  input,
  ctx: { error: {} },
});

/** What stands for a name of an interface, but is none. */
export const noName = '-br';

export const notAnInterface = (...loc: Problem['loc']): Problem =>
  notAllowed(
    loc,
    'not a name of a network interface: 1 to 15 letters, digits, dots, dashes and underscores',
    noName,
  );

/** A number of a path or query that is smaller than allowed. */
export const tooSmall = (loc: Problem['loc'], least: number, input: unknown) => ({
  type: 'greater_than_equal',
  loc,
  msg: `Input should be greater than or equal to ${least}`,
  input,
  ctx: { ge: least },
});

/** A number of a path or query that is larger than allowed. */
export const tooLarge = (loc: Problem['loc'], most: number, input: unknown) => ({
  type: 'less_than_equal',
  loc,
  msg: `Input should be less than or equal to ${most}`,
  input,
  ctx: { le: most },
});
