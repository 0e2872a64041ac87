import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { describeInBrowser } from './support/chromium.ts';
import { expectNoComplaints, useConsole } from './support/console-under-test.ts';
import { must } from './support/seed-fleet.ts';
import { joinFleet } from './support/simulated-device.ts';

const row = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
const rowNames = (page: Page) => page.locator('[data-row-link]').allTextContents();
const nameField = (page: Page) => page.getByRole('textbox', { name: 'Name', exact: true }).first();
const status = (page: Page) => page.locator('.thing-title .health-badge');

describeInBrowser('an operator', () => {
  const suite = useConsole(12);

  test('logs in and comes out where the link led', async () => {
    const { page, context } = await suite.open();
    await context.clearCookies();
    await page.goto('/templates?q=city');
    await page.getByLabel('User name or e-mail address').fill('admin');
    await page.getByLabel('Password', { exact: true }).fill('wrong');
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('alert').getByText('do not belong together').waitFor();
    await page.getByLabel('Password', { exact: true }).fill(suite.controller.password);
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('link', { name: 'City WiFi' }).waitFor();
    expect(new URL(page.url()).search).toBe('?q=city');
  });

  test('logs in again when the session has ended, and goes on there', async () => {
    const { page, context } = await suite.open();
    await page.goto('/devices');
    await row(page, 'roof-ap-01').waitFor();
    await context.clearCookies();
    await page.getByRole('link', { name: 'Groups', exact: true }).click();
    await page.getByText('Your session has ended').waitFor();
    await page.getByLabel('User name or e-mail address').fill('admin');
    await page.getByLabel('Password', { exact: true }).fill(suite.controller.password);
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('heading', { level: 1, name: 'Groups' }).waitFor();
  });

  test('logs out', async () => {
    const { page } = await suite.open();
    await page.goto('/');
    await page.getByRole('button', { name: 'Account of admin' }).click();
    await page.getByRole('menuitem', { name: 'Log out' }).click();
    await page.getByRole('heading', { name: 'Welcome to Netloom' }).waitFor();
  });

  test('sees what is wrong and goes to it', async () => {
    const { page, complaints } = await suite.open();
    await page.goto('/');
    await page.getByRole('heading', { name: 'One device could not apply its configuration' }).waitFor();
    await page.getByRole('link', { name: 'Show them' }).click();
    await row(page, 'roof-ap-02').waitFor();
    expect(new URL(page.url()).search).toBe('?status=error');
    expect(await rowNames(page)).toEqual(['roof-ap-02']);
    await page.getByRole('link', { name: 'roof-ap-02' }).click();
    await page.getByText('channel 165 is not allowed').first().waitFor();
    expectNoComplaints(complaints);
  });

  test('finds a device with the keyboard alone', async () => {
    const { page } = await suite.open();
    await page.goto('/');
    await page.getByText('What changed').waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('d');
    await row(page, 'roof-ap-01').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('lobby');
    await row(page, 'roof-ap-01').waitFor({ state: 'detached' });
    expect(new URL(page.url()).search).toBe('?q=lobby');
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'lobby-ap-01' }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).getByText('Edit').waitFor();
  });

  test('finds everything with Ctrl K', async () => {
    const { page } = await suite.open();
    await page.goto('/about');
    await page.getByRole('heading', { level: 1, name: 'About' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder(/A name, a MAC address/).fill('02:00:5E:07:00:03');
    await page.getByRole('option', { name: /cellar-ap-01/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'cellar-ap-01' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder(/A name, a MAC address/).fill('new tem');
    await page.getByRole('option', { name: 'New template' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'New template' }).waitFor();
  });

  test('filters, sorts and chooses columns; the link shows the same', async () => {
    const { page } = await suite.open();
    await page.goto('/devices');
    await row(page, 'roof-ap-01').waitFor();
    await page.getByRole('button', { name: 'Filters' }).click();
    await page.getByRole('combobox', { name: 'Group' }).click();
    await page.getByRole('option', { name: 'Library' }).click();
    await page.getByText('Group: Library').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => rowNames(page)).toEqual(['roof-ap-01']);
    await page.getByRole('button', { name: 'Remove the filter Group' }).click();
    await page.getByRole('button', { name: 'Name', exact: true }).click();
    await expect.poll(async () => (await rowNames(page))[0]).toBe('yard-ap-01');
    expect(new URL(page.url()).search).toBe('?sort=-name');
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Templates' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'MAC address' }).click();
    await page.keyboard.press('Escape');
    await page.reload();
    await page.getByRole('columnheader', { name: 'Templates' }).waitFor();
    expect(await page.getByRole('columnheader', { name: 'MAC address' }).count()).toBe(0);
    expect((await rowNames(page))[0]).toBe('yard-ap-01');
  });

  test('exports what the list shows', async () => {
    const { page } = await suite.open();
    await page.goto('/devices?q=roof');
    await row(page, 'roof-ap-01').waitFor();
    await page.getByRole('button', { name: 'Export' }).click();
    const waiting = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'CSV' }).click();
    const lines = (await readFile(await (await waiting).path(), 'utf8')).split('\r\n').filter(Boolean);
    expect(lines[0]).toMatch(/^\uFEFFName,Status,Last seen/);
    expect(lines.slice(1).map((line) => line.split(',').slice(0, 2).join(' '))).toEqual([
      'roof-ap-01 Modified',
      'roof-ap-02 Error',
    ]);
  });

  test('sees changes as they happen, without rows moving', async () => {
    const { page } = await suite.open();
    await page.goto('/devices');
    await page.getByRole('status').getByText('Live', { exact: true }).waitFor();
    const waiting = row(page, 'yard-ap-01');
    await waiting.getByText('Modified').waitFor();
    const before = await rowNames(page);
    await suite.fleet.devices[4]?.report('applied');
    await waiting.getByText('Applied').waitFor();
    expect(await rowNames(page)).toEqual(before);

    const { url, sharedSecret } = suite.controller;
    await joinFleet(url, sharedSecret, {
      name: 'aaa-first',
      mac: '02:00:5E:99:00:01',
      model: '',
      os: '',
      system: '',
    });
    const pill = page.getByRole('button', { name: /1 new/ });
    await pill.waitFor();
    expect(await rowNames(page)).toEqual(before);
    await pill.click();
    await expect.poll(() => rowNames(page)).toEqual(['aaa-first', ...before]);
  });

  test('gives a device templates, variables and settings of its own, and sees the effect before', async () => {
    const { page, complaints } = await suite.open();
    const device = suite.fleet.devices[2];
    if (!device) throw new Error('no device');
    await page.goto(`/devices/${device.id}/configuration`);
    await page
      .getByRole('textbox', { name: 'Add a template' })
      .or(page.getByRole('combobox', { name: 'Add a template' }))
      .click();
    await page.getByRole('option', { name: 'LAN bridge' }).click();
    await page.getByRole('button', { name: 'Override ssid for this device' }).click();
    await page.getByLabel('Value of ssid').fill('Hall of fame');
    await page.getByRole('button', { name: 'General' }).click();
    await page.getByRole('button', { name: 'Add a setting' }).click();
    await page.getByRole('option', { name: /Description/ }).click();
    await page.getByRole('textbox', { name: 'Description' }).fill('In the hall');

    // The JSON beside the form is the same document.
    await page.getByRole('textbox', { name: 'Configuration as JSON' }).getByText('"In the hall"').waitFor();

    await page.getByRole('button', { name: 'Review and save' }).click();
    const review = page.getByRole('dialog', { name: 'What will change' });
    await review.locator('del', { hasText: 'City WiFi' }).waitFor();
    await review.locator('ins', { hasText: 'Hall of fame' }).waitFor();
    await review.getByText('By line').click();
    await review.getByText("option ssid 'City WiFi'").waitFor();
    await review.getByText("option ssid 'Hall of fame'").waitFor();
    await review.getByText("option description 'In the hall'").waitFor();
    await review.getByRole('button', { name: 'Save' }).click();
    await review.waitFor({ state: 'detached' });
    await expect.poll(() => status(page).textContent()).toBe('Modified');

    await device.fetchConfiguration();
    await device.report('applied');
    await expect.poll(() => status(page).textContent()).toBe('Applied');
    await page.getByRole('tab', { name: 'Rendered' }).click();
    await page.getByRole('searchbox', { name: 'Find in the text' }).fill('hall');
    await page.getByText(/1 of \d/).waitFor();
    await page.getByRole('tab', { name: 'History' }).click();
    await page.getByText('Applied').first().waitFor();
    expectNoComplaints(complaints);
  });

  test('sees where each line comes from, and is warned of what a change may break', async () => {
    const { page, complaints } = await suite.open();
    const id = suite.fleet.devices[0]?.id ?? '';
    await page.goto(`/devices/${id}/rendered`);
    await page.getByRole('switch', { name: 'Where each line comes from' }).click();
    await page.getByText('City WiFi, variable ssid (group)').waitFor();
    await page.getByText('this device').first().waitFor();

    await page.getByRole('tab', { name: 'Configuration' }).click();
    await page.getByRole('textbox', { name: 'Configuration as JSON' }).click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('{"general": {"description": "{{ nobody_knows }}"}}');
    await page.getByRole('textbox', { name: 'Description' }).waitFor();
    await page.getByRole('button', { name: 'Review and save' }).click();
    const review = page.getByRole('dialog', { name: 'What will change' });
    await review
      .getByRole('alert')
      .getByText(/no value for the variable "nobody_knows"/)
      .waitFor();
    await review.getByRole('button', { name: 'Back to editing' }).click();
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
    expectNoComplaints(complaints);
  });

  test('is told what is wrong at its field, and keeps unsaved work over a reload', async () => {
    const { page, complaints } = await suite.open();
    await page.goto(`/devices/${suite.fleet.devices[5]?.id ?? ''}/configuration`);
    await page.getByRole('button', { name: 'Interfaces' }).click();
    await page.getByRole('button', { name: 'Add to Interfaces' }).click();
    await page.getByRole('menuitem', { name: /Wireless/ }).click();
    await page.getByRole('textbox', { name: 'Radio' }).fill('radio0');
    await page.getByRole('button', { name: 'Review and save' }).click();
    const summary = page.getByRole('alert').getByRole('button', { name: /Name/ });
    await summary.click();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-invalid')))
      .toBe('true');

    await page.keyboard.type('wlan7');
    await page.getByRole('alert').waitFor({ state: 'detached' });
    await page.reload();
    await page.getByText('Your unsaved changes are back').waitFor();
    await page.getByRole('textbox', { name: 'Configuration as JSON' }).getByText('"wlan7"').waitFor();
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
    await page.getByText('Nothing is set here yet').waitFor();
    await page.reload();
    await page.getByText('Nothing is set here yet').waitFor();
    expectNoComplaints(complaints, /400 \(Bad Request\)/);
  });

  test('does not overwrite what somebody else has just changed', async () => {
    const { page } = await suite.open();
    const id = suite.fleet.devices[6]?.id ?? '';
    // No live updates here: the page must not have heard of the other change.
    await page.routeWebSocket(/\/ws\//, (socket) => socket.close());
    await page.goto(`/devices/${id}`);
    await page.getByRole('button', { name: 'Edit' }).click();
    const drawer = page.getByRole('dialog', { name: /^Edit/ });
    await must(suite.controller, 'PATCH', `controller/device/${id}/`, { notes: 'from elsewhere' });
    await drawer.getByLabel('Notes').fill('mine');
    await drawer.getByRole('button', { name: 'Save' }).click();
    await drawer.getByText('Somebody else was faster').waitFor();
  });

  test('writes a template as JSON and sees which devices it reaches', async () => {
    const { page } = await suite.open();
    await page.goto('/templates');
    await page.getByRole('link', { name: 'New template' }).click();
    await nameField(page).fill('Guest banner');
    const json = page.getByRole('textbox', { name: 'Configuration as JSON' });
    await json.click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(
      '{"files": [{"path": "/etc/banner", "mode": "0644", "contents": "Welcome"}]}',
    );
    await page.getByRole('button', { name: '/etc/banner', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Review and save' }).click();
    const review = page.getByRole('dialog', { name: 'What will change' });
    await review.getByText('# path: /etc/banner').waitFor();
    await review.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('heading', { level: 1, name: 'Guest banner' }).waitFor();
    await page.getByText('No device uses it').waitFor();

    await nameField(page).fill('City WiFi');
    await page.getByRole('button', { name: 'Review and save' }).click();
    await review.getByRole('button', { name: 'Save' }).click();
    await review.getByText(/already another shared template/).waitFor();
    await page.keyboard.press('Escape');

    await page.goto('/templates');
    await row(page, 'City WiFi').getByRole('link', { name: /^1\d$/ }).click();
    await page.getByText('Template: City WiFi').waitFor();
  });

  test('turns JSON that is none away', async () => {
    const { page } = await suite.open();
    await page.goto('/templates/new');
    await page.getByRole('textbox', { name: 'Configuration as JSON' }).click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('{"general": ');
    await page.getByText(/This is not valid JSON/).waitFor();
  });

  test('waits for a device and is told when it has joined', async () => {
    const { page } = await suite.open();
    await page.goto('/devices');
    await page.getByRole('link', { name: 'Add a device' }).click();
    await page
      .getByRole('textbox', { name: 'Organization' })
      .or(page.getByRole('combobox', { name: 'Organization' }))
      .click();
    await page.getByRole('option', { name: 'Harbour WiFi' }).click();
    const commands = page.locator('pre').filter({ hasText: 'uci set' });
    await expect.poll(() => commands.textContent()).toMatch(/shared_secret='[A-Za-z0-9]{32}'/);
    const secret = /shared_secret='(\w+)'/.exec((await commands.textContent()) ?? '')?.[1] ?? '';
    await page.getByRole('button', { name: 'Copy Commands' }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('uci commit openwisp');

    await page.getByRole('heading', { name: 'Wait until it turns up' }).waitFor();
    const router = { name: 'pier-ap-01', mac: '02:00:5E:77:00:01', model: 'x', os: 'y', system: 'z' };
    await joinFleet(suite.controller.url, secret, router);
    await page.getByRole('heading', { name: 'A device has joined' }).waitFor();
    await page.getByRole('link', { name: 'Open pier-ap-01' }).click();
    await page.getByRole('heading', { level: 1, name: 'pier-ap-01' }).waitFor();
  });

  test('enters a device by hand and is told what is wrong with it', async () => {
    const { page } = await suite.open();
    await page.goto('/devices/add?how=hand&org=default');
    await page.getByRole('textbox', { name: 'Name' }).fill('shed-ap-01');
    await page.getByLabel('MAC address').fill('nonsense');
    await page.getByRole('button', { name: 'Add the device' }).click();
    await page.getByText(/valid mac address/i).waitFor();
    await page.getByLabel('MAC address').fill('02:00:5E:88:00:01');
    await page.getByRole('button', { name: 'Add the device' }).click();
    await page.getByRole('heading', { level: 1, name: 'shed-ap-01' }).waitFor();
  });

  test('edits the facts of a device with one key', async () => {
    const { page } = await suite.open();
    await page.goto(`/devices/${suite.fleet.devices[7]?.id ?? ''}`);
    await page.getByRole('heading', { level: 1, name: 'station-ap-01' }).waitFor();
    await page.keyboard.press('e');
    const drawer = page.getByRole('dialog', { name: 'Edit station-ap-01' });
    await drawer.getByLabel('Notes').fill('Platform 3');
    await drawer.getByRole('button', { name: 'Save' }).click();
    await drawer.waitFor({ state: 'detached' });
    await page.getByText('Platform 3').waitFor();
    // The audit log says who it was.
    await page.getByRole('link', { name: 'updated' }).click();
    await page.getByRole('heading', { level: 1, name: 'Updated: station-ap-01' }).waitFor();
    await page.getByText('"notes": "Platform 3"').waitFor();
  });

  test('deactivates a device and deletes it by typing its name', async () => {
    const { page } = await suite.open();
    const device = suite.fleet.devices[9];
    if (!device) throw new Error('no device');
    await page.goto(`/devices/${device.id}`);
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Deactivate', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click();
    await page.getByText('This device is deactivated').waitFor();
    await device.fetchConfiguration();
    await device.report('applied');
    await expect.poll(() => status(page).textContent()).toBe('Deactivated');
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('button', { name: 'Delete' }).isDisabled()).toBe(true);
    await dialog.getByLabel(/^Type/).fill(device.name);
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('heading', { level: 1, name: 'Devices' }).waitFor();
    await row(page, device.name).waitFor({ state: 'detached' });
  });

  test('changes many devices at once and is told which could not be', async () => {
    const { page } = await suite.open();
    await page.goto('/devices?q=cafe');
    await row(page, 'cafe-ap-01').waitFor();
    await page.getByRole('checkbox', { name: 'Select cafe-ap-01' }).check();
    await page.getByRole('button', { name: 'Change the group' }).click();
    await page.getByRole('dialog').getByRole('combobox', { name: 'Group' }).click();
    await page.getByRole('option', { name: 'Old town' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Change the group' }).click();
    await page.getByText('Change the group: done for 1.').waitFor();
    await page.getByRole('link', { name: 'cafe-ap-01' }).click();
    await page.getByRole('link', { name: 'Old town' }).waitFor();
  });

  test('looks at one organization, changes how devices join it, and makes a new one', async () => {
    const { page } = await suite.open();
    await page.goto('/devices');
    await page.getByRole('button', { name: /^Organization: All/ }).click();
    await page.getByRole('option', { name: 'Harbour WiFi' }).click();
    await row(page, 'roof-ap-01').waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Organizations' }).click();
    expect(new URL(page.url()).search).toBe('?org=harbour');
    await page.getByRole('link', { name: 'Harbour WiFi' }).click();
    await page.getByRole('switch', { name: 'Devices may join by themselves' }).click();
    await page.getByText('Up to', { exact: true }).click();
    await page.getByRole('button', { name: 'Make up a new one' }).click();
    const secret = await page.getByLabel('Shared secret', { exact: true }).inputValue();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Organization Harbour WiFi is saved.').waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Show Shared secret' }).click();
    expect(await page.getByLabel('Shared secret', { exact: true }).inputValue()).toBe(secret);
    expect(await page.getByLabel('Number of devices').inputValue()).toBe('100');

    await page.goto('/organizations/new');
    await nameField(page).fill('Hill & Valley');
    expect(await page.getByLabel('Short name').inputValue()).toBe('hill-valley');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByText('Joining').waitFor();
  });

  test('makes a group with templates and variables', async () => {
    const { page } = await suite.open();
    await page.goto('/groups/new?org=default');
    await nameField(page).fill('Market');
    await page.getByRole('combobox', { name: 'Add a template' }).click();
    await page.getByRole('option', { name: '5 GHz radio' }).click();
    await page.getByRole('button', { name: 'Add a variable' }).click();
    await page.getByLabel('Name of variable 1').fill('stall');
    await page.getByLabel('Value of stall').fill('7');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('heading', { level: 1, name: 'Market' }).waitFor();
    await page.reload();
    expect(await page.getByLabel('Value of stall').inputValue()).toBe('7');
    await page.getByRole('link', { name: '5 GHz radio' }).waitFor();
  });

  test('chooses the colours and keeps them', async () => {
    const { page } = await suite.open({ scheme: 'light' });
    const scheme = () => page.locator('html').getAttribute('data-mantine-color-scheme');
    await page.goto('/');
    expect(await scheme()).toBe('light');
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(scheme).toBe('dark');
    await page.getByRole('button', { name: 'Account of admin' }).click();
    await page.getByRole('menuitemradio', { name: 'Light' }).click();
    await expect.poll(scheme).toBe('light');
    await page.reload();
    expect(await scheme()).toBe('light');
  });

  test('uses the console on a phone', async () => {
    const { page } = await suite.open({ width: 390 });
    await page.goto('/');
    const menu = page.getByRole('navigation', { name: 'Main' });
    await menu.getByRole('link', { name: 'Devices' }).click();
    await page.getByRole('link', { name: 'roof-ap-01' }).click();
    await page.getByRole('tab', { name: 'Configuration' }).click();
    await page.getByText('JSON', { exact: true }).click();
    await page.getByRole('textbox', { name: 'Configuration as JSON' }).waitFor();
    await menu.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Organizations' }).click();
    await page.getByRole('heading', { level: 1, name: 'Organizations' }).waitFor();
  });

  test('is told when live updates are interrupted', async () => {
    const { page } = await suite.open();
    let drop = (): void => undefined;
    await page.routeWebSocket(/\/ws\//, (socket) => {
      const server = socket.connectToServer();
      drop = () => {
        void server.close();
        void socket.close();
      };
    });
    await page.goto('/about');
    const mark = page.getByRole('status').filter({ hasText: /Live|Reconnecting/ });
    await expect.poll(() => mark.textContent()).toBe('Live');
    await page.routeWebSocket(/\/ws\//, (socket) => socket.close());
    drop();
    await expect.poll(() => mark.textContent()).toBe('Reconnecting');
  });

  test('has done nothing that the API documentation does not name', async () => {
    const { context } = await suite.open();
    const answer = await context.request.get('/api/v1/docs.json');
    const { paths } = (await answer.json()) as { paths: Record<string, Record<string, unknown>> };
    const documented = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => {
        const pattern = path.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{\w+\}/g, '[^/]+');
        return new RegExp(`^${method.toUpperCase()} ${pattern}$`);
      }),
    );
    const asked = [...suite.requests];
    expect(asked.length).toBeGreaterThan(30);
    expect(asked.filter((request) => !documented.some((pattern) => pattern.test(request)))).toEqual([]);
  });
});
