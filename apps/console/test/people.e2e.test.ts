import { startMailServer, type TestMailServer } from '@netloom/controller/testing';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { describeInBrowser } from './support/chromium.ts';
import { expectNoComplaints, useConsole, type ConsoleUnderTest } from './support/console-under-test.ts';
import {
  addAuthenticator,
  confirmPassword,
  fillLogin,
  logOut,
  setUpCodes,
  totp,
} from './support/second-factor.ts';
import { must } from './support/seed-fleet.ts';

const password = 'a-Careful-password-7';

/** Fills the form that makes a user; what is not given stays as it is. */
const fillPerson = async (
  page: Page,
  person: { email: string; organization?: string; role?: string; groups?: readonly string[] },
): Promise<void> => {
  await page.getByRole('textbox', { name: 'E-mail address' }).fill(person.email);
  for (const [name, choice] of [
    ['Role', person.role],
    ['Organization', person.organization],
  ] as const) {
    if (choice === undefined) continue;
    await page.getByRole('combobox', { name, exact: true }).click();
    await page.getByRole('option', { name: choice }).click();
  }
  for (const group of person.groups ?? []) {
    await page.getByRole('combobox', { name: 'Permission groups' }).click();
    await page.getByRole('option', { name: group }).click();
    await page.keyboard.press('Escape');
  }
};

/** What the invited person does with the link: a page without scripts, outside of the console. */
const choosePassword = async (page: Page, link: string): Promise<void> => {
  await page.goto(link);
  await page.getByRole('heading', { name: 'Choose a password' }).waitFor();
  const [first, second] = await page.locator('input[type=password]').all();
  await first?.fill(password);
  await second?.fill(password);
  await page.getByRole('button', { name: 'Save the password' }).click();
  await page.getByText('Your account is ready.').waitFor();
};

/** A browser in which nobody is logged in. */
const openAsStranger = async (suite: ConsoleUnderTest) => {
  const opened = await suite.open();
  await opened.context.clearCookies();
  return opened;
};

const linkNames = (page: Page) => page.locator('[data-row-link]').allTextContents();

describeInBrowser('people', () => {
  let mail: TestMailServer;
  const suite = useConsole(4, async () => {
    mail = await startMailServer();
    return { NETLOOM_MAIL_URL: mail.url, NETLOOM_SITE_NAME: 'City networks' };
  });
  afterAll(() => mail?.close());

  test('a manager is invited, sees one organization, logs in with codes and a passkey, and finds the trace', {
    timeout: 90_000,
  }, async () => {
    const { page, complaints } = await suite.open();
    await page.goto('/users');
    await page.getByRole('link', { name: 'Invite a person' }).click();
    await fillPerson(page, {
      email: 'mia@example.org',
      organization: 'Harbour WiFi',
      groups: ['Administrator'],
    });
    expect(await page.getByRole('textbox', { name: 'User name' }).inputValue()).toBe('mia');
    await page.getByRole('button', { name: 'Invite' }).click();
    await page.getByText('mia@example.org is invited').waitFor();
    await page.getByRole('link', { name: 'Open the user' }).click();
    await page.getByText('This user cannot log in yet').waitFor();
    expectNoComplaints(complaints);

    const invitation = await mail.take('mia@example.org');
    expect(invitation.subject).toContain('City networks');
    const own = await openAsStranger(suite);
    await addAuthenticator(own.context, own.page);
    // Passkeys belong to a name, not to an address.
    const home = suite.controller.url.replace('127.0.0.1', 'localhost');
    const link = invitation.link('/accounts/invitation/').replace(suite.controller.url, home);
    await choosePassword(own.page, link);

    await own.page.goto(`${home}/organizations`);
    await fillLogin(own.page, 'mia@example.org', password);
    await own.page.getByRole('link', { name: 'Harbour WiFi' }).waitFor();
    expect(await linkNames(own.page)).toEqual(['Harbour WiFi']);
    expect(await own.page.getByRole('button', { name: /^Organization:/ }).count()).toBe(0);
    await own.page.goto(`${home}/devices`);
    await own.page.getByText('0 devices').waitFor();
    await own.page.goto(`${home}/users`);
    await own.page.getByRole('link', { name: 'mia', exact: true }).waitFor();
    expect(await linkNames(own.page)).not.toContain('olga');

    await own.page.goto(`${home}/account`);
    const { secret } = await setUpCodes(own.page, password);
    await logOut(own.page, 'mia');
    await fillLogin(own.page, 'mia', password);
    await own.page.getByRole('heading', { name: 'One more step' }).waitFor();
    // The code that set it up is spent.
    await own.page.getByLabel('Code').fill(totp(secret, 1));
    await own.page.getByRole('button', { name: 'Log in', exact: true }).click();

    await own.page.getByLabel('Name of the passkey').fill('Phone');
    await own.page.getByRole('button', { name: 'Add a passkey' }).click();
    await confirmPassword(own.page, password);
    await own.page.getByRole('button', { name: 'Remove Phone' }).waitFor();
    await logOut(own.page, 'mia');
    await fillLogin(own.page, 'mia', password);
    await own.page.getByRole('button', { name: 'Use a passkey' }).click();
    await own.page.getByRole('button', { name: 'Remove Phone' }).waitFor();

    const harbour = suite.fleet.organizations['harbour'] ?? '';
    await own.page.goto(`${home}/organizations/${harbour}`);
    const description = 'Boats, guests, and the lighthouse';
    await own.page.getByRole('textbox', { name: 'Description' }).fill(description);
    await own.page.getByRole('button', { name: 'Save' }).click();
    await own.page.getByText('Organization Harbour WiFi is saved.').waitFor();

    for (const [reader, at] of [
      [own.page, home],
      [page, ''],
    ] as const) {
      await reader.goto(`${at}/audit?user=mia&kind=organization`);
      await reader.getByRole('link', { name: 'Updated: Harbour WiFi' }).click();
      await reader.getByText(description).waitFor();
      await reader.getByText('127.0.0.1').first().waitFor();
    }
    // Whoever is not logged in yet is told so.
    expectNoComplaints(own.complaints, /401 \(Unauthorized\)/);
  });

  test('somebody who did not answer is invited again', async () => {
    const { page } = await suite.open();
    await page.goto(`/users/${suite.fleet.people['tom.invited'] ?? ''}`);
    await page.getByRole('button', { name: 'Send the invitation again' }).click();
    await page.getByText('tom.invited@example.org is invited').waitFor();
    const { page: own } = await openAsStranger(suite);
    await choosePassword(own, (await mail.take('tom.invited@example.org')).link('/accounts/invitation/'));
    await page.reload();
    await page.getByText('What they may do').waitFor();
    expect(await page.getByText('This user cannot log in yet').count()).toBe(0);
  });
});

describeInBrowser('people without a mail server', () => {
  const suite = useConsole(1);
  const user = (name: string): string => `/users/${suite.fleet.people[name] ?? ''}`;

  test('an invitation is a link to hand over', async () => {
    const { page } = await suite.open();
    await page.goto('/users/new');
    await page.getByRole('button', { name: 'Invite' }).click();
    await page.getByText('This field is required.').first().waitFor();
    await fillPerson(page, { email: 'max@example.org', role: 'Member', organization: 'Harbour WiFi' });
    await page.getByRole('button', { name: 'Invite' }).click();
    await page.getByText('Hand over this link to max@example.org').waitFor();
    const link = (await page.locator('pre').textContent()) ?? '';
    const { page: own } = await openAsStranger(suite);
    await choosePassword(own, link);

    await page.getByRole('button', { name: 'Invite somebody else' }).click();
    await fillPerson(page, { email: 'max@example.org', role: 'Member' });
    await page.getByRole('button', { name: 'Invite' }).click();
    await page.getByText('A user with that username already exists.').waitFor();
  });

  test('a superuser makes a user with a password, and changes what they may do', async () => {
    const { page, complaints } = await suite.open();
    await page.goto('/users/new?how=password');
    await fillPerson(page, { email: 'nina@example.org', organization: 'default', groups: ['Operator'] });
    await page.getByRole('textbox', { name: 'Password', exact: true }).fill(password);
    await page.getByRole('button', { name: 'Create the user' }).click();
    await page.getByRole('link', { name: 'Open the user' }).click();
    await page.getByText('What they may do').waitFor();

    await page.getByRole('textbox', { name: 'First name' }).fill('Nina');
    await page.getByRole('textbox', { name: 'Phone number' }).fill('12');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The phone number entered is not valid.').waitFor();
    await page.getByRole('textbox', { name: 'Phone number' }).fill('+41 44 668 18 00');
    await page
      .getByRole('button', { name: 'Remove Operator' })
      .or(page.locator('.mantine-Pill-remove'))
      .click();
    await page.getByText('must belong to a permission group').first().waitFor();
    await page.getByRole('combobox', { name: 'Permission groups' }).click();
    await page.getByRole('option', { name: 'Administrator' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('User nina is saved.').waitFor();
    await page.reload();
    expect(await page.getByRole('textbox', { name: 'Phone number' }).inputValue()).toBe('+41446681800');

    await page.getByRole('tab', { name: 'Login' }).click();
    await page.getByLabel('New password', { exact: true }).fill('another-Careful-password-8');
    await page.getByRole('textbox', { name: 'New password again' }).fill('another-Careful-password-8');
    await page.getByRole('button', { name: 'Set a password' }).click();
    await page.getByText('The password of nina is changed.').waitFor();
    await page.getByLabel('New address').fill('nina@home.example.org');
    await page.getByRole('button', { name: 'Add an address' }).click();
    await page.getByRole('button', { name: 'Make primary: nina@home.example.org' }).click();
    await page.getByText('Primary', { exact: true }).waitFor();

    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Lock out' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Lock out' }).click();
    await page.getByText('Locked out', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('textbox', { name: 'Type nina to confirm' }).fill('nina');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('User nina is deleted.').waitFor();
    // The page of the user may hear that the user is deleted before it is left.
    expectNoComplaints(complaints, /400 \(Bad Request\)|404 \(Not Found\)/);
  });

  test('people come to an organization, change their role, own it and go', async () => {
    const { page, complaints } = await suite.open();
    const newcomer = await must(suite.controller, 'POST', 'users/user/', {
      username: 'pia',
      email: 'pia@example.org',
      password,
    });
    await page.goto(`/organizations/${suite.fleet.organizations['default'] ?? ''}/people`);
    await page.getByRole('link', { name: 'vera.meier' }).waitFor();
    await page.getByRole('combobox', { name: 'User', exact: true }).fill('pia');
    await page.getByRole('option', { name: 'pia' }).click();
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('pia belongs to default.').waitFor();

    await page.getByRole('combobox', { name: 'Role of pia' }).click();
    await page.getByRole('option', { name: 'Manager' }).click();
    await expect
      .poll(async () => {
        const answer = await suite.controller.api('GET', `users/membership/?user=${newcomer.id}`);
        return (answer.body as { results: { is_admin: boolean }[] }).results[0]?.is_admin;
      })
      .toBe(true);
    await page.getByRole('button', { name: 'More about pia' }).click();
    await page.getByRole('menuitem', { name: 'Make owner' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Make owner' }).click();
    await page.getByText('pia owns default.').waitFor();
    expect(await page.getByRole('button', { name: 'More about pia' }).count()).toBe(0);

    await page.getByRole('combobox', { name: 'Role of vera.meier' }).waitFor();
    await page.getByRole('button', { name: 'More about olga' }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByText('olga does not belong to default any more.').waitFor();
    await page.getByRole('link', { name: 'olga' }).waitFor({ state: 'detached' });

    // The other way round, on the page of the user; and live, when it happens elsewhere.
    await page.goto(`${user('olga')}/organizations`);
    await page.getByText('belongs to no organization').waitFor();
    await must(suite.controller, 'POST', 'users/membership/', {
      user: suite.fleet.people['olga'],
      organization: suite.fleet.organizations['harbour'],
    });
    await page.getByRole('link', { name: 'Harbour WiFi' }).waitFor();
    expectNoComplaints(complaints);
  });

  test('many users are locked out and let in at once', async () => {
    const { page } = await suite.open();
    await page.goto('/users');
    for (const name of ['olga', 'tom.invited', 'admin']) await page.getByLabel(`Select ${name}`).check();
    // Nobody locks themselves out.
    await page.getByRole('button', { name: 'Lock out (2)' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Lock out' }).click();
    await page.getByText('Lock out: done for all 2.').waitFor();
    await page.getByRole('row').filter({ hasText: 'olga' }).getByText('Locked out').waitFor();
    await page.getByLabel('Select olga').check();
    await page.getByRole('button', { name: 'Let in again' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Let in again' }).click();
    await page.getByRole('row').filter({ hasText: 'olga' }).getByText('Active').waitFor();
  });

  test('a permission group is made, changed and deleted in its matrix', async () => {
    const { page, complaints } = await suite.open();
    await page.goto('/permission-groups');
    await page.getByRole('link', { name: 'New permission group' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Readers');
    await page.getByRole('checkbox', { name: 'See: Devices', exact: true }).check();
    await page.getByRole('checkbox', { name: 'Everything about Templates' }).check();
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByText('5 permissions').waitFor();
    await page.getByRole('checkbox', { name: 'Delete: Templates' }).uncheck();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('4 permissions').waitFor();
    const groups = await suite.controller.api('GET', 'users/group/?search=readers');
    expect(groups.body).toMatchObject({
      results: [
        { permissions: expect.arrayContaining([expect.stringContaining('Can view device')]) as string[] },
      ],
    });
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('textbox', { name: 'Type Readers to confirm' }).fill('Readers');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('Permission group Readers is deleted.').waitFor();
    expectNoComplaints(complaints);
  });

  test('a manager looks at owners and groups but does not change them', async () => {
    const { id: boss } = await must(suite.controller, 'POST', 'users/user/', {
      username: 'boss',
      email: 'boss@example.org',
      password,
      is_staff: true,
      groups: [2],
      organization_users: { organization: suite.fleet.organizations['harbour'], is_admin: true },
    });
    const { page, complaints } = await suite.open({ username: 'boss', password });
    await page.goto(user('vera.meier'));
    await page.getByText('This user owns an organization').waitFor();
    expect(await page.getByRole('textbox', { name: 'First name' }).isDisabled()).toBe(true);
    await page.goto('/permission-groups/2');
    await page.getByText('Only superusers change permission groups.').waitFor();
    expect(await page.getByRole('checkbox', { name: 'See: Users', exact: true }).isDisabled()).toBe(true);
    await page.goto(`/users/${boss}`);
    await page.getByText('This is you.').waitFor();
    expect(await page.getByRole('switch', { name: 'May log in' }).isDisabled()).toBe(true);
    expect(await page.getByRole('switch', { name: 'Superuser' }).count()).toBe(0);
    expectNoComplaints(complaints);
  });
});
