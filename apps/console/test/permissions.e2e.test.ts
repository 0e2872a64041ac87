import { expect, test } from 'vitest';
import { describeInBrowser } from './support/chromium.ts';
import { useConsole } from './support/console-under-test.ts';
import { must } from './support/seed-fleet.ts';

const password = 'a-Reader-password-1';

describeInBrowser('somebody who may do little', () => {
  const suite = useConsole(4);

  /** Makes a manager of the default organization with the permissions of a group. */
  const makeManager = async (username: string, group: string): Promise<void> => {
    const { controller } = suite;
    const groups = (await must(controller, 'GET', 'users/group/?page_size=100')) as unknown as {
      results: { id: number; name: string }[];
    };
    const id = groups.results.find(({ name }) => name === group)?.id;
    if (id === undefined) throw new Error(`no group ${group}`);
    await must(controller, 'POST', 'users/user/', {
      username,
      email: `${username}@example.org`,
      password,
      is_staff: true,
      is_active: true,
      groups: [id],
      organization_users: [{ organization: controller.defaultOrganizationId, is_admin: true }],
    });
  };

  test('sees the pages and actions that the permissions allow, and no others', async () => {
    await makeManager('operator', 'Operator');
    const { page } = await suite.open({ username: 'operator', password });
    await page.goto('/organizations');
    await page.getByRole('link', { name: 'Devices' }).waitFor();
    await page.getByRole('heading', { level: 1, name: 'Organizations' }).waitFor();
    expect(await page.getByRole('link', { name: 'New organization' }).count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Webhooks' }).count()).toBe(0);

    // One organization leaves nothing to choose.
    expect(await page.getByRole('button', { name: /^Organization:/ }).count()).toBe(0);

    await page.getByRole('link', { name: 'Templates' }).click();
    await page.getByRole('link', { name: 'City WiFi' }).click();
    await page
      .getByText('You may look at this template but not change it.')
      .or(page.getByText('You may not do this'))
      .waitFor();
    expect(await page.getByRole('button', { name: 'Review and save' }).count()).toBe(0);

    await page.goto('/devices/add');
    await page.getByText('It joins the organization default.').waitFor();
  });

  test('is told what is missing instead of seeing an empty page', async () => {
    await makeManager('manager', 'Administrator');
    const { page } = await suite.open({ username: 'manager', password });
    await page.goto(`/organizations/${suite.fleet.organizations['harbour'] ?? ''}`);
    await page.getByRole('heading', { level: 1, name: 'This does not exist' }).waitFor();
    await page.goto('/');
    await page.getByText('What changed').waitFor();
  });
});
