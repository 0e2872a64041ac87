import { errors, type Page } from 'playwright-core';

/** True when the page can be scrolled sideways, and not only until its editors have measured themselves in a new width. */
export const overflows = async (page: Page): Promise<boolean> => {
  const fits = () => document.documentElement.scrollWidth <= document.documentElement.clientWidth;
  try {
    await page.waitForFunction(fits, undefined, { timeout: 3000 });
    return false;
  } catch (error) {
    if (error instanceof errors.TimeoutError) return true;
    throw error;
  }
};
