import { expect, test } from 'vitest';
import { describeInBrowser } from './support/chromium.ts';
import { expectNoComplaints, useConsole } from './support/console-under-test.ts';
import { addAuthenticator, confirmPassword, fillLogin, logOut, setUpCodes } from './support/second-factor.ts';
import { must } from './support/seed-fleet.ts';

const password = 'a-Careful-password-7';

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
    const { codes } = await setUpCodes(page, password);
    expect(codes).toHaveLength(10);
    await page.getByText('10 are left.').waitFor();

    await logOut(page, 'ada');
    await fillLogin(page, 'ada', password);
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
    await confirmPassword(page, password);
    await page.getByRole('button', { name: 'Set up' }).waitFor();
    expectNoComplaints(complaints, /400 \(Bad Request\)/);
  });

  test('logs in with a passkey', async () => {
    await makeUser('grace');
    const { page, context } = await suite.open({ username: 'grace', password });
    await addAuthenticator(context, page);
    // Passkeys belong to a name, not to an address.
    const url = suite.controller.url.replace('127.0.0.1', 'localhost');
    await page.goto(`${url}/account`);
    await fillLogin(page, 'grace', password);
    await page.getByLabel('Name of the passkey').fill('Laptop');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await confirmPassword(page, password);
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await page.getByRole('button', { name: 'Remove Laptop' }).waitFor();

    await logOut(page, 'grace');
    await fillLogin(page, 'grace', password);
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.getByRole('button', { name: 'Remove Laptop' }).click();
    await confirmPassword(page, password);
    await page.getByText('You have no passkeys.').waitFor();
  });

  test('ends another session, changes the password, and makes and revokes tokens', async () => {
    await makeUser('edsger');
    const { page } = await suite.open({ username: 'edsger', password });
    const obtained = await fetch(`${suite.controller.url}/api/v1/users/token/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'edsger', password }),
    });
    const { token: classic } = (await obtained.json()) as { token: string };
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
    const ask = async (key: string): Promise<number> =>
      (
        await fetch(`${suite.controller.url}/api/v1/controller/device/`, {
          headers: { authorization: `Bearer ${key}` },
        })
      ).status;
    expect([await ask(token), await ask(classic)]).toEqual([200, 200]);
    await page.getByRole('button', { name: 'Revoke Backup' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('The token Backup is revoked.').waitFor();
    expect([await ask(token), await ask(classic)]).toEqual([401, 200]);
    await page.getByRole('button', { name: 'Revoke Classic token' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('You have no tokens.').waitFor();
    expect(await ask(classic)).toBe(401);

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
