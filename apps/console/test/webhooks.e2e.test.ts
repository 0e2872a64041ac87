import { createServer, type IncomingHttpHeaders } from 'node:http';
import { createHmac } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from './support/accessibility.ts';
import { describeInBrowser } from './support/chromium.ts';
import { expectNoComplaints, useConsole } from './support/console-under-test.ts';
import { must } from './support/seed-fleet.ts';
import { joinFleet } from './support/simulated-device.ts';

interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

/** Somebody's program that webhooks call. */
const startReceiver = async () => {
  const received: Received[] = [];
  const receiver = { received, status: 200, url: '', close: () => server.close() };
  const server = createServer(async (request, response) => {
    received.push({ headers: request.headers, body: Buffer.concat(await request.toArray()).toString() });
    response.writeHead(receiver.status).end(receiver.status === 200 ? 'thanks' : 'not today');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  return receiver;
};

const isSigned = ({ headers, body }: Received, secret: string): boolean => {
  const [, time = '', signature] = /^t=(\d+),v1=(\w+)$/.exec(String(headers['netloom-signature'])) ?? [];
  return signature === createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
};

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
const mark = (page: Page) => page.locator('.thing-title .health-badge');

describeInBrowser('webhooks', () => {
  const suite = useConsole(1, { NETLOOM_WEBHOOKS_ALLOW_PRIVATE: 'true' });
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  beforeAll(async () => {
    receiver = await startReceiver();
  });
  afterAll(() => receiver.close());

  const join = (mac: string, name: string) =>
    joinFleet(suite.controller.url, suite.controller.sharedSecret, {
      name,
      mac,
      model: 'Test',
      os: 'OpenWrt',
      system: 'Test',
    });

  test('are made, tested, told of events, and replayed', { timeout: 60_000 }, async () => {
    const { page, complaints } = await suite.open();
    await page.goto('/webhooks/new?org=default');
    await field(page, 'Name').fill('Pager');
    await field(page, 'URL').fill('ftp://127.0.0.1/hook');
    await page.getByRole('button', { name: 'Devices' }).click();
    await page.getByRole('checkbox', { name: /^A device has joined by itself/ }).check();
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByText('Enter a valid URL, http or https.').waitFor();
    await field(page, 'URL').fill(receiver.url);
    await page.getByRole('button', { name: 'Create' }).click();
    const kept = page.getByRole('dialog', { name: 'Keep this secret' });
    const secret = (await kept.locator('pre').textContent()) ?? '';
    expect(secret.length).toBeGreaterThan(30);
    await kept.getByRole('button', { name: 'I have kept it' }).click();
    await page.getByRole('heading', { level: 1, name: 'Pager' }).waitFor();
    await expect.poll(() => mark(page).textContent()).toBe('Active');

    await page.getByRole('button', { name: 'Send a test' }).click();
    await page.getByText('The test was delivered').waitFor();
    expect(receiver.received.map((each) => isSigned(each, secret))).toEqual([true]);

    await page.getByRole('tab', { name: 'Deliveries' }).click();
    await page.getByRole('button', { name: 'Delivery ping' }).waitFor();
    await join('02:00:5E:99:00:01', 'pier-ap-01');
    await page.getByRole('button', { name: 'Delivery device.registered' }).click();
    const drawer = page.getByRole('dialog', { name: 'Delivery device.registered' });
    await drawer.getByText('thanks').waitFor();
    await drawer.getByLabel('What was sent', { exact: true }).getByText('"is_new": true').waitFor();
    expect(await violations(page)).toEqual([]);
    // A link shows the same.
    await page.reload();
    await drawer.getByRole('button', { name: 'Replay' }).click();
    await expect.poll(() => receiver.received.length).toBe(3);
    await drawer.getByText('Repeats').waitFor();
    const [, first, second] = receiver.received;
    expect(JSON.parse(second?.body ?? '')).toEqual(JSON.parse(first?.body ?? ''));
    await drawer.getByRole('button', { name: 'Close' }).click();
    await page.getByText('sent again').waitFor();
    expectNoComplaints(complaints, /400 \(Bad Request\)/);
  });

  test('show what did not get through, and get a new secret', { timeout: 60_000 }, async () => {
    const { id, secret: old } = (await must(suite.controller, 'POST', 'webhooks/webhook/', {
      name: 'Broken',
      url: receiver.url,
      organization: suite.controller.defaultOrganizationId,
      topics: ['*'],
    })) as { id: string; secret?: string };
    const { page, complaints } = await suite.open();
    await page.goto(`/webhooks/${id}/deliveries`);
    receiver.status = 500;
    await page.getByRole('button', { name: 'Send a test' }).click();
    await page.getByText('The test did not get through').waitFor();
    await join('02:00:5E:99:00:02', 'pier-ap-02');
    await page.getByText('Not getting through').waitFor({ timeout: 20_000 });
    await page.getByText('Nothing gets through', { exact: true }).waitFor();
    receiver.status = 200;
    await page.getByText('Failed', { exact: true }).first().click();
    await page.waitForURL(/state=failed/);
    await expect
      .poll(() => page.getByRole('button', { name: /^Delivery/ }).allTextContents())
      .toEqual(['ping']);
    await page.getByRole('button', { name: 'Delivery ping' }).click();
    await page.getByText('Tests cannot be replayed').waitFor();
    await page.getByText('not today').waitFor();
    await page.getByRole('button', { name: 'Close' }).last().click();

    await page.getByRole('tab', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Make a new secret' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Make a new secret' }).click();
    const kept = page.getByRole('dialog', { name: 'Keep this secret' });
    const secret = (await kept.locator('pre').textContent()) ?? '';
    expect(secret).not.toBe(old);
    await kept.getByRole('button', { name: 'I have kept it' }).click();
    await page.getByRole('button', { name: 'Send a test' }).click();
    await page.getByText('The test was delivered').waitFor();
    expect(isSigned(receiver.received.at(-1) ?? { headers: {}, body: '' }, secret)).toBe(true);

    await page.getByRole('switch', { name: 'Active' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => mark(page).textContent()).toBe('Not active');
    await page.getByText('changed by admin').waitFor();
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByLabel('Type Broken to confirm').fill('Broken');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('link', { name: 'Pager' }).waitFor();
    expect(await page.getByRole('link', { name: 'Broken' }).count()).toBe(0);
    expectNoComplaints(complaints);
  });

  test('are only looked at by whoever may not change them', async () => {
    const permissions = (await must(
      suite.controller,
      'GET',
      'users/permission/?app=webhooks',
    )) as unknown as {
      results: { id: number; code: string }[];
    };
    const view = permissions.results.find(({ code }) => code === 'webhooks.view_webhook')?.id;
    const { id: group } = await must(suite.controller, 'POST', 'users/group/', {
      name: 'Watchers',
      permissions: [view],
    });
    const password = 'a-Watchers-password-3';
    await must(suite.controller, 'POST', 'users/user/', {
      username: 'watcher',
      email: 'watcher@example.org',
      password,
      is_staff: true,
      is_active: true,
      groups: [group],
      organization_users: [{ organization: suite.controller.defaultOrganizationId, is_admin: true }],
    });
    const { page, complaints } = await suite.open({ username: 'watcher', password });
    await page.goto('/webhooks');
    const system = page.getByRole('link', { name: 'Ticket system' });
    await system.waitFor();
    expect(await page.getByRole('link', { name: 'New webhook' }).count()).toBe(0);
    await system.click();
    await expect.poll(() => field(page, 'URL').isDisabled()).toBe(true);
    for (const name of ['Send a test', 'Make a new secret', 'More actions', 'Save'])
      expect([name, await page.getByRole('button', { name }).count()]).toEqual([name, 0]);
    await page.getByRole('tab', { name: 'Deliveries' }).click();
    await page.getByText('Nothing has been sent yet').waitFor();
    expectNoComplaints(complaints);
  });

  test('that were switched off are switched on again where it is told why', async () => {
    const { id } = await must(suite.controller, 'POST', 'webhooks/webhook/', {
      name: 'Silent',
      url: receiver.url,
      organization: suite.controller.defaultOrganizationId,
      topics: ['user.*'],
    });
    // Only days of failures do this.
    await suite.controller.context.db
      .updateTable('webhooks_webhook')
      .set({ enabled: false, disabled_reason: 'No attempt has succeeded for 3 days: HTTP 500.' })
      .where('id', '=', id)
      .execute();
    const { page, complaints } = await suite.open();
    await page.goto('/webhooks');
    await page.getByText('Switched off after failures').waitFor();
    await page.goto(`/webhooks/${id}`);
    await page.getByText('No attempt has succeeded for 3 days').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Switch on' }).click();
    await expect.poll(() => mark(page).textContent()).toBe('Active');
    expectNoComplaints(complaints);
  });
});
