import { createHmac } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { describeInBrowser } from './support/chromium.ts';
import { expectNoComplaints, useConsole } from './support/console-under-test.ts';
import { must } from './support/seed-fleet.ts';

const password = 'a-Careful-password-7';
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The code of RFC 6238 for a Base32 key: six digits, SHA-1, half a minute. */
const totp = (secret: string): string => {
  const bits = [...secret].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const digest = createHmac('sha1', key).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
};

const confirmPassword = async (page: Page): Promise<void> => {
  const dialog = page.getByRole('dialog', { name: 'Is it you?' });
  await dialog.getByRole('textbox', { name: 'Your password' }).fill(password);
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await dialog.waitFor({ state: 'detached' });
};

const fillLogin = async (page: Page, username: string): Promise<void> => {
  await page.getByLabel('User name or e-mail address').fill(username);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
};

describeInBrowser('a person', () => {
  const suite = useConsole(1);
  const makeUser = (username: string): Promise<unknown> =>
    must(suite.controller, 'POST', 'users/user/', {
      username,
      email: `${username}@example.org`,
      password,
      is_active: true,
      is_superuser: true,
      is_staff: true,
    });

  test('sets up codes of an app and logs in with a recovery code', async () => {
    await makeUser('ada');
    const { page, complaints } = await suite.open({ username: 'ada', password });
    await page.goto('/account');
    await page.getByRole('button', { name: 'Set up' }).click();
    await confirmPassword(page);
    await page.getByRole('img', { name: 'QR code with the key' }).waitFor();
    await page.getByRole('button', { name: 'Copy Key' }).click();
    const secret = await page.evaluate(() => navigator.clipboard.readText());
    await page.getByLabel('The code that the app shows now').fill(totp(secret));
    await page.getByRole('button', { name: 'Confirm' }).click();
    const kept = page.getByRole('dialog', { name: 'Keep these recovery codes' });
    const codes = (await kept.locator('pre').textContent())?.split('\n') ?? [];
    expect(codes).toHaveLength(10);
    await kept.getByRole('button', { name: 'I have kept them' }).click();
    await page.getByText('10 are left.').waitFor();

    await page.getByRole('button', { name: 'Account of ada' }).click();
    await page.getByRole('menuitem', { name: 'Log out' }).click();
    await fillLogin(page, 'ada');
    await page.getByRole('heading', { name: 'One more step' }).waitFor();
    await page.getByLabel('Code').fill('000 000');
    await page.getByRole('button', { name: 'Log in', exact: true }).click();
    await page.getByText('That was not it').waitFor();
    await page.getByRole('button', { name: 'Use a recovery code' }).click();
    await page.getByLabel('Recovery code').fill(codes[0] ?? '');
    await page.getByRole('button', { name: 'Log in', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Your account' }).waitFor();
    await page.getByText('9 are left.').waitFor();
    await page.getByRole('button', { name: 'Switch off' }).click();
    await confirmPassword(page);
    await page.getByRole('button', { name: 'Set up' }).waitFor();
    expectNoComplaints(complaints, /400 \(Bad Request\)/);
  });

  test('logs in with a passkey', async () => {
    await makeUser('grace');
    const { page, context } = await suite.open({ username: 'grace', password });
    const devtools = await context.newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    // Passkeys belong to a name, not to an address.
    const url = suite.controller.url.replace('127.0.0.1', 'localhost');
    await page.goto(`${url}/account`);
    await fillLogin(page, 'grace');
    await page.getByLabel('Name of the passkey').fill('Laptop');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await confirmPassword(page);
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await page.getByRole('button', { name: 'Remove Laptop' }).waitFor();

    await page.getByRole('button', { name: 'Account of grace' }).click();
    await page.getByRole('menuitem', { name: 'Log out' }).click();
    await fillLogin(page, 'grace');
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.getByRole('button', { name: 'Remove Laptop' }).click();
    await page.getByText('You have no passkeys.').waitFor();
  });

  test('ends another session, changes the password, and makes and revokes a token', async () => {
    await makeUser('edsger');
    const { page } = await suite.open({ username: 'edsger', password });
    const other = await suite.open({ username: 'edsger', password });
    await page.goto('/account');
    await page.getByRole('button', { name: /^End the session/ }).click();
    await page.getByText('The session has ended.').waitFor();
    await other.page.goto('/about');
    await other.page.getByRole('heading', { name: 'Welcome to Netloom' }).waitFor();

    await page.getByRole('button', { name: 'New token' }).click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Backup');
    await page.getByRole('button', { name: 'Make the token' }).click();
    const token = (await page.locator('pre').textContent()) ?? '';
    expect(token).toMatch(/^nlt_/);
    const ask = () =>
      fetch(`${suite.controller.url}/api/v1/controller/device/`, {
        headers: { authorization: `Bearer ${token}` },
      });
    expect((await ask()).status).toBe(200);
    await page.getByRole('button', { name: 'Revoke Backup' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('You have no tokens.').waitFor();
    expect((await ask()).status).toBe(401);

    const field = (name: string) => page.getByRole('textbox', { name, exact: true });
    await field('Present password').fill('wrong');
    await field('New password').fill('another-Careful-password-8');
    await field('New password again').fill('another-Careful-password-8');
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByText(/old password was entered incorrectly/).waitFor();
    await field('Present password').fill(password);
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByText('Your password is changed.').waitFor();
  });
});
