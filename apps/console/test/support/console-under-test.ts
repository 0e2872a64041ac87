import { startTestController, type TestController } from '@netloom/controller/testing';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { launchBrowser } from './chromium.ts';
import { openConsole, type ConsolePage, type Scheme } from './open-console.ts';
import { seedFleet, type Fleet } from './seed-fleet.ts';

export interface ConsoleUnderTest {
  controller: TestController;
  fleet: Fleet;
  browser: Browser;
  /** What all tests of the suite have asked of the API until now. */
  requests: Set<string>;
  /** Opens the console as the superuser, or as somebody else. It is closed when the test ends. */
  open(options?: {
    width?: number;
    scheme?: Scheme;
    locale?: string;
    username?: string;
    password?: string;
  }): Promise<ConsolePage>;
}

/**
 * Starts a controller with a small fleet and a browser for a suite, and ends both after it. `env` are settings of the
 * controller; a function for those that are only known once something else has started.
 */
export const useConsole = (
  devices: number,
  env: Record<string, string> | (() => Promise<Record<string, string>>) = {},
): ConsoleUnderTest => {
  const shared = { requests: new Set<string>() } as ConsoleUnderTest;
  let opened: ConsolePage[] = [];

  beforeAll(async () => {
    shared.controller = await startTestController(typeof env === 'function' ? await env() : env);
    shared.fleet = await seedFleet(shared.controller, devices);
    shared.browser = await launchBrowser();
  });
  afterAll(async () => {
    await shared.browser?.close();
    await shared.controller?.stop();
  });
  afterEach(async () => {
    for (const each of opened) {
      for (const request of each.requests) shared.requests.add(request);
      await each.close();
    }
    opened = [];
  });

  shared.open = async (options = {}) => {
    const { url, username, password } = shared.controller;
    const page = await openConsole(shared.browser, { url, username, password, ...options });
    opened.push(page);
    return page;
  };
  return shared;
};

/** A network interface came or went on this machine, as tests with network namespaces make them: the browser asks again. */
const networkChanged = /ERR_NETWORK_CHANGED/;

/** Nothing that the page did was an error, but for refusals that the test provoked. */
export const expectNoComplaints = (complaints: readonly string[], allowed = /^$/): void => {
  expect(complaints.filter((each) => !allowed.test(each) && !networkChanged.test(each))).toEqual([]);
};
