import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { describe } from 'vitest';

const path = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((each) =>
  existsSync(each),
);
const required = process.env['NETLOOM_TEST_REQUIRE']?.split(',').includes('chromium') ?? false;

/** True when there is a browser, or when its absence is to be a failure. */
const runs = path !== undefined || required;

/** A suite that needs a browser. Without one it is left out, and its name says why. */
export const describeInBrowser = (name: string, suite: () => void): void => {
  if (runs) describe(name, suite);
  else describe.skip(`${name} (left out: Chromium is not installed; apt-get install chromium)`, suite);
};

export const launchBrowser = async (): Promise<Browser> => {
  if (path === undefined) throw new Error('Chromium is not installed: apt-get install chromium');
  return chromium.launch({
    executablePath: path,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--force-color-profile=srgb'],
  });
};
