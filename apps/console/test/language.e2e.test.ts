import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { languages } from '../src/i18n/languages.ts';
import { violations } from './support/accessibility.ts';
import { describeInBrowser } from './support/chromium.ts';
import { expectNoComplaints, useConsole } from './support/console-under-test.ts';
import { overflows } from './support/overflows.ts';
import { allPages } from './support/pages.ts';
import { must } from './support/seed-fleet.ts';

const password = 'a-Careful-password-7';
const languageOf = (page: Page) => page.locator('html').getAttribute('lang');
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

describeInBrowser('the language', () => {
  const suite = useConsole(12);
  const makeUser = (username: string): Promise<unknown> =>
    must(suite.controller, 'POST', 'users/user/', {
      username,
      email: `${username}@example.org`,
      password,
      is_active: true,
      is_superuser: true,
      is_staff: true,
    });

  test('is the browser’s until somebody chooses another, also before the login', async () => {
    const { page, context, complaints } = await suite.open({ locale: 'de-CH' });
    await context.clearCookies();
    await page.goto('/');
    await heading(page, 'Willkommen bei Netloom').waitFor();
    expect(await languageOf(page)).toBe('de-CH');
    expect(await page.title()).toBe('Anmelden · Netloom');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('textbox', { name: 'Benutzername oder E-Mail-Adresse' }).fill('admin');
    await page.getByRole('textbox', { name: 'Passwort' }).fill('wrong');
    await page.getByRole('button', { name: 'Anmelden' }).click();
    await page.getByText('Benutzername und Passwort passen nicht zusammen.').waitFor();

    await page.getByRole('combobox', { name: 'Sprache' }).click();
    await page.getByRole('option', { name: 'English' }).click();
    await heading(page, 'Welcome to Netloom').waitFor();
    await page.reload();
    await heading(page, 'Welcome to Netloom').waitFor();
    expect(await languageOf(page)).toBe('en');
    // The browser would have its pages in German.
    await page.getByRole('link', { name: 'Forgot your password?' }).click();
    await heading(page, 'Reset your password').waitFor();
    await page.goBack();
    await page.getByRole('combobox', { name: 'Language' }).click();
    await page.getByRole('option', { name: 'Like the browser (Deutsch)' }).click();
    await heading(page, 'Willkommen bei Netloom').waitFor();
    expectNoComplaints(complaints, /40[01] \(/);
  });

  test('that a person has chosen goes with them to other browsers', async () => {
    await makeUser('heidi');
    const { page, context, complaints } = await suite.open({ username: 'heidi', password });
    await page.goto('/account');
    await page.getByRole('combobox', { name: 'Language' }).click();
    await page.getByRole('option', { name: 'Deutsch' }).click();
    await heading(page, 'Eigenes Konto').waitFor();
    expect(await languageOf(page)).toBe('de');
    await page.getByText(/zuletzt verwendet jetzt/).waitFor();
    // Dates are written in the language too.
    expect(await page.locator('time').first().getAttribute('title')).toMatch(/^\d{1,2}\. \p{L}+\.? \d{4}/u);
    await page.reload();
    await heading(page, 'Eigenes Konto').waitFor();
    await page.getByRole('link', { name: 'Geräte' }).click();
    await page.getByText('12 Geräte', { exact: true }).waitFor();
    expect(await page.title()).toBe('Geräte · Netloom');

    // The login page of this browser remembers it.
    await context.clearCookies();
    await page.goto('/');
    await heading(page, 'Willkommen bei Netloom').waitFor();

    const other = await suite.open({ username: 'heidi', password });
    await other.context.clearCookies();
    await other.page.goto('/account');
    await heading(other.page, 'Welcome to Netloom').waitFor();
    await other.page.getByLabel('User name or e-mail address').fill('heidi');
    await other.page.getByRole('textbox', { name: 'Password' }).fill(password);
    await other.page.getByRole('button', { name: 'Log in' }).click();
    await heading(other.page, 'Eigenes Konto').waitFor();

    await other.page.getByRole('combobox', { name: 'Sprache' }).click();
    await other.page.getByRole('option', { name: 'Wie der Browser (English)' }).click();
    await heading(other.page, 'Your account').waitFor();
    const session = await other.context.request.get('/api/v1/session/');
    expect((await session.json()).user.language).toBeNull();
    expectNoComplaints([...complaints, ...other.complaints], /401 \(/);
  });

  test('is one that the API knows', async () => {
    const { context } = await suite.open();
    const answer = await context.request.get('/api/v1/docs.json');
    const { paths } = (await answer.json()) as {
      paths: Record<string, { put: { requestBody: { content: Record<string, { schema: object }> } } }>;
    };
    const { schema } = paths['/api/v1/session/language/']?.put.requestBody.content['application/json'] ?? {};
    expect(schema).toMatchObject({ properties: { language: { enum: [null, ...languages] } } });
  });

  test('may have long words: no page can be scrolled sideways', { timeout: 300_000 }, async () => {
    const { page, complaints } = await suite.open({ locale: 'de-DE', width: 390 });
    const found: string[] = [];
    for (const { name, path } of allPages(suite.fleet)) {
      await page.goto(path);
      await page.locator('h1').first().waitFor();
      await page.waitForLoadState('networkidle');
      for (const width of [390, 768, 1440]) {
        await page.setViewportSize({ width, height: 844 });
        if (await overflows(page)) found.push(`${name} at ${width} pixels`);
      }
    }
    expect(found).toEqual([]);
    expectNoComplaints(complaints, /404 \(Not Found\)/);
  });
});
