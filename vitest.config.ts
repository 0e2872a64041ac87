import { defineConfig } from 'vitest/config';

/** Tests that make network interfaces. A browser that runs beside them sees its network change, and asks again. */
const networkTests = [
  'apps/device/{src,test}/**/*.test.ts',
  'packages/netjson-config/test/linux-daemons.test.ts',
];
/** The page of a box is looked at with a browser, too. */
const browserTestsOfBoxes = 'apps/device/test/page.e2e.test.ts';

export default defineConfig({
  test: {
    globalSetup: ['packages/server-kit/src/testing/global-setup.ts'],
    // The API shows times with the offset of the server's time zone.
    env: { TZ: 'UTC' },
    // Servers, databases and browsers share two cores: more workers only make them slower.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // One after the other, by `groupOrder`.
    projects: [
      {
        extends: true,
        test: {
          name: 'all',
          include: [
            'packages/*/{src,test}/**/*.test.ts',
            'apps/*/{src,test}/**/*.test.{ts,tsx}',
            'bench/**/*.test.ts',
            'test/**/*.test.ts',
          ],
          exclude: [
            '**/node_modules/**',
            'apps/device/src/**',
            'apps/device/test/!(page.e2e).test.ts',
            'apps/device/test/*/**',
            'packages/netjson-config/test/linux-daemons.test.ts',
          ],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'network',
          include: networkTests,
          exclude: ['**/node_modules/**', browserTestsOfBoxes],
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
