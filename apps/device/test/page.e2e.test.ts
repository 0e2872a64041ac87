import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { findProgram } from '@netloom/server-kit/testing';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isRequired } from '../src/testing/is-required.ts';
import { startTestDevice, type TestDevice } from '../src/testing/index.ts';
import { writeProgram } from '../src/testing/write-program.ts';

const program = findProgram('chromium');
const views = ['status', 'wifi', 'networks', 'services', 'capture', 'fleet'] as const;
/** A folder for screenshots, where somebody wants to look at them. */
const screenshots = process.env['NETLOOM_TEST_SCREENSHOTS'];

const nets = [
  ['Lab', 5180, -48, 'sae/wpa-psk'],
  ['Lab', 2412, -55, 'sae/wpa-psk'],
  ['Guests', 2412, -60, ''],
  ['Neighbour with a rather long name', 2437, -71, 'wpa-psk'],
  ['<img src=x onerror=alert(1)>', 5500, -66, 'wpa-psk'],
  ['', 5745, -80, 'wpa-eap'],
  ['Six', 6115, -58, 'sae'],
] as const;

describe.skipIf(program === undefined && !isRequired('chromium'))('the page of the box', () => {
  let device: TestDevice;
  let browser: Browser;
  let token: string;
  beforeAll(async () => {
    device = await startTestDevice({ NETLOOM_INFO_CACHE_SECONDS: '1' });
    const model = writeProgram(device.folder, 'wlanpi-model', 'echo M4+');
    // A box without radios, whatever the machine of the test has.
    const iw = writeProgram(device.folder, 'iw', '');
    Object.assign(device.context.settings, { model, iw });
    await mkdir(join(device.context.paths.networkConfig, 'configs'), { recursive: true });
    token = await device.token('browser');
    browser = await chromium.launch({
      executablePath: program ?? 'chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
    });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await device?.stop();
  });

  interface Opened {
    page: Page;
    complaints: string[];
    close(): Promise<void>;
  }

  /** Radios and systemd are absent here: what they would say is put in their place, everything else is real. */
  const open = async (
    options: { scheme?: 'light' | 'dark'; width?: number; height?: number; hash?: string } = {},
  ): Promise<Opened> => {
    const { scheme = 'light', width = 1024, height = 720, hash = `#token=${token}` } = options;
    const context = await browser.newContext({
      colorScheme: scheme,
      viewport: { width, height },
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('401')) complaints.push(message.text());
    });
    await page.route('**/network/wlan/getInterfaces', (route) =>
      route.fulfill({ json: { interfaces: [{ interface: 'wlan0' }] } }),
    );
    await page.route('**/network/wlan/getConnected*', (route) =>
      route.fulfill({ json: { connectedStatus: false } }),
    );
    await page.route('**/network/wlan/scan*', (route) =>
      route.fulfill({
        json: {
          nets: nets.map(([ssid, freq, signal, key_mgmt], index) => ({
            ssid,
            bssid: `02:00:00:00:00:0${index}`,
            key_mgmt,
            signal,
            freq,
            minrate: 6_000_000,
          })),
        },
      }),
    );
    await page.route('**/system/services', (route) =>
      route.fulfill({
        json: [
          { name: 'kismet', active: true },
          { name: 'wlanpi-profiler', active: false },
        ],
      }),
    );
    await page.goto(`${device.url}/${hash}`);
    return { page, complaints, close: () => context.close() };
  };

  const show = async (page: Page, view: string): Promise<void> => {
    await page
      .getByRole('navigation')
      .getByRole('link', { name: new RegExp(`^${view.replace('wifi', 'wi-fi')}$`, 'i') })
      .click();
    await page.locator('main h2').first().waitFor();
    if (view !== 'wifi') return;
    await page.getByRole('button', { name: 'Scan' }).click();
    await page.getByRole('img', { name: /2\.4 GHz/ }).waitFor();
  };

  test('asks for a token, takes it, keeps it from scripts, and lets go of it', async () => {
    const { page, close } = await open({ hash: '' });
    await page.getByLabel('Token').fill('a.wrong.token');
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByText('The box does not know this token.').waitFor();
    await page.getByLabel('Token').fill(token);
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByText('M4+').waitFor();
    expect(await page.evaluate('document.cookie')).toBe('');
    await page.reload();
    await page.getByText('M4+').waitFor();
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.getByLabel('Token').waitFor();
    await page.reload();
    await page.getByLabel('Token').waitFor();
    await close();
  });

  test('opens by the link of the command, and takes the token out of the address', async () => {
    const { page, complaints, close } = await open();
    await page.getByText('M4+').waitFor();
    expect(page.url()).not.toContain('token');
    expect(complaints).toEqual([]);
    await close();
  });

  test('shows names of networks as text, and asks for a password to connect', async () => {
    const { page, complaints, close } = await open();
    await show(page, 'wifi');
    await page.getByRole('cell', { name: '<img src=x onerror=alert(1)>', exact: true }).waitFor();
    expect(await page.locator('main img').count()).toBe(0);
    expect(await page.locator('svg.chart').count()).toBe(3);
    await page.getByRole('button', { name: 'Connect to Lab' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Password of the network').fill('abcdefgh');
    await page.route('**/network/wlan/set', (route) => {
      expect(route.request().postDataJSON()).toMatchObject({
        interface: 'wlan0',
        netConfig: { ssid: 'Lab', psk: 'abcdefgh', key_mgmt: 'WPA-PSK' },
      });
      return route.fulfill({
        json: {
          status: 'connection_timeout',
          response: { selectErr: '', eventLog: [{ event: 'scanning', time: '' }] },
          connectedNet: null,
          input: 'Lab',
        },
      });
    });
    await dialog.getByRole('button', { name: 'Connect' }).click();
    await dialog.getByText(/Is the password right/).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test('switches a network configuration on', async () => {
    const answer = await device.call('POST', '/network/config/', { id: 'lab', roots: [], namespaces: [] });
    expect(answer.status).toBe(200);
    const { page, close } = await open();
    await show(page, 'networks');
    await page.getByRole('button', { name: 'Switch on lab' }).click();
    await page.getByRole('button', { name: 'Switch off lab' }).waitFor();
    expect((await device.call('GET', '/network/config/')).body).toMatchObject({ lab: true });
    await close();
  });

  test('tells what is wrong when joining a fleet, and shows how it goes on', async () => {
    const { page, close } = await open();
    await show(page, 'fleet');
    await page.getByLabel('Address of the controller').fill('http://127.0.0.1:9');
    await page.getByLabel('Shared secret of the organization').fill('with a space');
    await page.getByRole('button', { name: 'Join' }).click();
    await page.getByText(/shared_secret: a shared secret has/).waitFor();
    await page.getByLabel('Shared secret of the organization').fill('a-secret');
    await page.getByRole('button', { name: 'Join' }).click();
    await page.getByText('the controller cannot be reached').waitFor();
    page.on('dialog', (dialog) => void dialog.accept());
    await page.getByRole('button', { name: 'Leave the fleet' }).click();
    await page.getByRole('button', { name: 'Join' }).waitFor();
    await close();
  });

  const canCapture = findProgram('dumpcap') !== undefined && process.getuid?.() === 0;
  test.skipIf(!canCapture && !isRequired('dumpcap'))(
    'saves a capture',
    async () => {
      const { page, close } = await open();
      await show(page, 'capture');
      await page.getByLabel('Interface').selectOption('lo');
      await page.getByLabel('Seconds').fill('2');
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Capture' }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(/^lo-.*\.pcapng$/);
      const file = join(device.folder, 'capture.pcapng');
      await download.saveAs(file);
      expect((await readFile(file)).subarray(0, 4).toString('hex')).toBe('0a0d0d0a');
      await page.getByText(/^Saved/).waitFor();
      await close();
    },
    30_000,
  );

  test.each([
    ['light', 1024, 720],
    ['dark', 1024, 720],
    ['light', 390, 844],
    ['dark', 320, 240],
  ] as const)(
    'has no barriers in %s at %i by %i',
    async (scheme, width, height) => {
      const { page, complaints, close } = await open({ scheme, width, height });
      await page.getByText('M4+').waitFor();
      for (const view of views) {
        await show(page, view);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => [view, id, nodes[0]?.html])).toEqual([]);
        const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
        expect(overflow, `${view} is wider than the screen`).toBeLessThanOrEqual(0);
        if (screenshots !== undefined)
          await page.screenshot({
            path: join(screenshots, `${view}-${scheme}-${width}.png`),
            fullPage: true,
          });
      }
      expect(complaints).toEqual([]);
      await close();
    },
    60_000,
  );
});
