/** One fault of a request, in the form that existing clients read (device service, section 3.0, "Validation"). */
export interface Problem {
  type: string;
  /** Where: `body`, `query` or `path` first, then names and positions. */
  loc: readonly (string | number)[];
  msg: string;
  /** What was there instead. */
  input: unknown;
  ctx?: Readonly<Record<string, unknown>>;
}

/** A value of the right type that is not allowed for another reason, which is told in a few words. */
export const valueError = (loc: Problem['loc'], why: string, input: unknown): Problem => ({
  type: 'value_error',
  loc,
  msg: `Value error, ${why}`,
  input,
  ctx: { error: {} },
});
