import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'packages/*/{src,test}/**/*.test.ts',
      'apps/*/{src,test}/**/*.test.{ts,tsx}',
      'bench/**/*.test.ts',
      'test/**/*.test.ts',
    ],
    globalSetup: ['packages/server-kit/src/testing/global-setup.ts'],
    // Servers, databases and browsers share two cores: more workers only make them slower.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
