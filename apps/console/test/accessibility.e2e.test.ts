import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { violations } from './support/accessibility.ts';
import { describeInBrowser } from './support/chromium.ts';
import { expectNoComplaints, useConsole } from './support/console-under-test.ts';
import { overflows } from './support/overflows.ts';
import { allPages, type Visit } from './support/pages.ts';

/** Of all rules only the contrast of colours depends on the colour scheme: the others are asked once a width. */
const contrast = ['color-contrast'];
const views = [
  { width: 1440, height: 900, colorScheme: 'light', rules: undefined },
  { width: 1440, height: 900, colorScheme: 'dark', rules: contrast },
  { width: 390, height: 844, colorScheme: 'dark', rules: undefined },
  { width: 390, height: 844, colorScheme: 'light', rules: contrast },
] as const;

/** What is wrong with the page in both colour schemes, on a screen and on a phone. */
const inspect = async (page: Page): Promise<string[]> => {
  const found: string[] = [];
  for (const { width, height, colorScheme, rules } of views) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    // A colour on its way to another is nobody's last word.
    await page.evaluate(() =>
      Promise.all(
        document
          .getAnimations()
          .filter((animation) => animation instanceof CSSTransition)
          .map(({ finished }) => finished),
      ),
    );
    if (await overflows(page)) found.push(`${width}: can be scrolled sideways`);
    found.push(...(await violations(page, rules)).map((each) => `${width} ${colorScheme}: ${each}`));
  }
  await page.setViewportSize({ width: 768, height: 1024 });
  if (await overflows(page)) found.push('768: can be scrolled sideways');
  return found;
};

describeInBrowser('every page', () => {
  const suite = useConsole(12);

  test('is accessible in both colour schemes on screens and phones', { timeout: 900_000 }, async () => {
    const waiting = allPages(suite.fleet);
    const found: string[] = [];
    const work = async (): Promise<void> => {
      const { page, complaints } = await suite.open();
      for (let visit: Visit | undefined = waiting.shift(); visit; visit = waiting.shift()) {
        const { name, path, ready } = visit;
        await page.setViewportSize(views[0]);
        await page.goto(path);
        await ready(page);
        found.push(...(await inspect(page)).map((each) => `${name}: ${each}`));
      }
      // Only the page of the device that does not exist asks for something that is not there.
      expectNoComplaints(complaints, /404 \(Not Found\)/);
    };
    await Promise.all([work(), work()]);
    expect(found).toEqual([]);
  });

  test('is accessible while nobody is logged in', { timeout: 60_000 }, async () => {
    const { page, context } = await suite.open();
    await context.clearCookies();
    await page.goto('/');
    await page.getByRole('button', { name: 'First time here?' }).click();
    await page.getByText('journalctl').waitFor();
    expect(await inspect(page)).toEqual([]);
  });
});
