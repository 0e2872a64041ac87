/**
 * How Node runs the device service, from the sources and in the package. The service shares a small box with others: a
 * small young generation, one thread for V8, and of its compilers only the last, for what is really called often.
 */
export const deviceNodeFlags = [
  '--max-semi-space-size=1',
  '--optimize-for-size',
  '--v8-pool-size=1',
  '--no-sparkplug',
  '--no-maglev',
  '--invocation-count-for-turbofan=10000',
];
