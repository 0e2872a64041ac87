// Writes a picture of every page in both colour schemes at two widths:
// node apps/console/test/screenshots.ts FOLDER [PAGE] [LOCALE]
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startTestController } from '@netloom/controller/testing';
import { launchBrowser } from './support/chromium.ts';
import { openConsole } from './support/open-console.ts';
import { allPages } from './support/pages.ts';
import { seedFleet } from './support/seed-fleet.ts';

const folder = process.argv[2];
/** Only pages whose names contain this. */
const wanted = process.argv[3] ?? '';
const locale = process.argv[4] ?? 'en-GB';
if (folder === undefined)
  throw new Error('usage: node apps/console/test/screenshots.ts FOLDER [PAGE] [LOCALE]');
mkdirSync(folder, { recursive: true });

const controller = await startTestController();
const browser = await launchBrowser();
try {
  const fleet = await seedFleet(controller, 60);
  for (const scheme of ['light', 'dark'] as const) {
    for (const width of [1440, 390]) {
      const height = width === 390 ? 844 : 900;
      const name = (page: string): string => join(folder, `${page}-${scheme}-${width}.png`);
      const { page, context, close } = await openConsole(browser, {
        ...controller,
        width,
        height,
        scheme,
        locale,
      });
      for (const visit of allPages(fleet).filter((each) => each.name.includes(wanted))) {
        await page.goto(visit.path);
        // What pages wait for are English words.
        const ready = locale.startsWith('en') ? visit.ready(page) : page.locator('h1').first().waitFor();
        await ready.catch((error: unknown) => {
          process.stderr.write(`${visit.name} ${scheme} ${width}: ${String(error).split('\n')[0] ?? ''}\n`);
        });
        await page.waitForLoadState('networkidle');
        await page.screenshot({ path: name(visit.name) });
      }
      await context.clearCookies();
      await page.goto('/');
      await page.locator('.login-card button[type=submit]').waitFor();
      await page.screenshot({ path: name('login') });
      await close();
    }
  }
} finally {
  await browser.close();
  await controller.stop();
}
