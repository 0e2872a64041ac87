import type { Browser, BrowserContext, Page } from 'playwright-core';

export type Scheme = 'light' | 'dark';

interface Options {
  url: string;
  username: string;
  password: string;
  width?: number;
  height?: number;
  scheme?: Scheme;
  /** What the browser asks for. */
  locale?: string;
}

/** A page of the console with somebody logged in. What the page reports as an error fails the test that asks. */
export interface ConsolePage {
  page: Page;
  context: BrowserContext;
  /** Errors of scripts and refused loads since the page was opened. */
  complaints: string[];
  /** What was asked of the API since then: `GET /api/v1/session/`. */
  requests: string[];
  close(): Promise<void>;
}

/** Logs in over the API, which is quicker than the form, and opens the console. */
export const openConsole = async (browser: Browser, options: Options): Promise<ConsolePage> => {
  const { url, username, password, width = 1440, height = 900, scheme = 'light', locale = 'en-GB' } = options;
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height },
    colorScheme: scheme,
    locale,
    timezoneId: 'Europe/Zurich',
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const answer = await context.request.post('/api/v1/session/', { data: { username, password } });
  if (!answer.ok()) throw new Error(`login: ${answer.status()} ${await answer.text()}`);
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  const requests: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/api/')) requests.push(`${request.method()} ${pathname}`);
  });
  return { page, context, complaints, requests, close: () => context.close() };
};
