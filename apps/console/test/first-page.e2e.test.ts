import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { describeInBrowser } from './support/chromium.ts';
import { useConsole } from './support/console-under-test.ts';

/** Bytes of JavaScript, gzipped, that the first page may need. */
const budget = 250_000;

describeInBrowser('the first page', () => {
  const suite = useConsole(2);

  test.each([
    ['en-GB', 'What changed'],
    ['de-DE', 'Was sich geändert hat'],
  ])('needs little JavaScript and nothing from elsewhere, in %s', async (locale, words) => {
    const { page } = await suite.open({ locale });
    const sizes: Promise<number>[] = [];
    const received: Promise<number>[] = [];
    const elsewhere: string[] = [];
    page.on('response', (response) => {
      const { host, pathname } = new URL(response.url());
      if (host !== new URL(suite.controller.url).host) elsewhere.push(response.url());
      if (pathname.endsWith('.js'))
        received.push(
          response
            .request()
            .sizes()
            .then((each) => each.responseBodySize),
        );
      if (pathname.endsWith('.js'))
        sizes.push(response.body().then((body) => gzipSync(body, { level: 9 }).length));
    });
    await page.goto('/');
    await page.getByText(words).waitFor();
    await page.waitForLoadState('networkidle');
    const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    expect(sizes.length).toBeGreaterThan(1);
    expect(total).toBeLessThanOrEqual(budget);
    // The controller sends what the build has compressed.
    expect((await Promise.all(received)).reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(budget);
    expect(elsewhere).toEqual([]);
  });
});
