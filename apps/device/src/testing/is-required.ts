/**
 * Whether NETLOOM_TEST_REQUIRE names something that tests may use beside the program itself: then its absence is a
 * failure and not a reason to leave tests out.
 */
export const isRequired = (name: string): boolean =>
  (process.env['NETLOOM_TEST_REQUIRE'] ?? '').split(',').includes(name);
