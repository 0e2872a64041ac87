/**
 * How Node runs the device service, from the sources and in the package. The service shares a small box with others: a
 * small young generation, one thread for V8, and of V8's compilers only the last, for what is called often.
 */
export const deviceNodeFlags = [
  '--max-semi-space-size=1',
  '--optimize-for-size',
  '--v8-pool-size=1',
  '--no-sparkplug',
  '--no-maglev',
  '--invocation-count-for-turbofan=10000',
  // No thread that waits for somebody who debugs.
  '--disable-sigusr1',
];
