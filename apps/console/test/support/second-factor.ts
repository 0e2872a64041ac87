import { createHmac } from 'node:crypto';
import type { BrowserContext, Page } from 'playwright-core';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** Milliseconds that a code is good for. */
const stepMs = 30_000;

/** The code of RFC 6238 for a Base32 key: six digits, SHA-1, half a minute; or one of some steps later. */
export const totp = (secret: string, later = 0): string => {
  const bits = [...secret].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / stepMs) + later));
  const digest = createHmac('sha1', key).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
};

/** Something like a fingerprint reader, whose owner always agrees. */
export const addAuthenticator = async (context: BrowserContext, page: Page): Promise<void> => {
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
};

/** Answers the question that comes before a change of how one logs in. */
export const confirmPassword = async (page: Page, password: string): Promise<void> => {
  const dialog = page.getByRole('dialog', { name: 'Is it you?' });
  await dialog.getByRole('textbox', { name: 'Your password' }).fill(password);
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await dialog.waitFor({ state: 'detached' });
};

export const fillLogin = async (page: Page, username: string, password: string): Promise<void> => {
  await page.getByLabel('User name or e-mail address').fill(username);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
};

/** Sets up codes of an app on the page of one's account; the key in Base32. */
export const setUpCodes = async (
  page: Page,
  password: string,
): Promise<{ secret: string; codes: string[] }> => {
  await page.getByRole('button', { name: 'Set up' }).click();
  await confirmPassword(page, password);
  await page.getByRole('img', { name: 'QR code with the key' }).waitFor();
  await page.getByRole('button', { name: 'Copy Key' }).click();
  const secret = await page.evaluate(() => navigator.clipboard.readText());
  await page.getByLabel('The code that the app shows now').fill(totp(secret));
  await page.getByRole('button', { name: 'Confirm' }).click();
  const kept = page.getByRole('dialog', { name: 'Keep these recovery codes' });
  const codes = (await kept.locator('pre').textContent())?.split('\n') ?? [];
  await kept.getByRole('button', { name: 'I have kept them' }).click();
  return { secret, codes };
};

export const logOut = async (page: Page, username: string): Promise<void> => {
  await page.getByRole('button', { name: `Account of ${username}` }).click();
  await page.getByRole('menuitem', { name: 'Log out' }).click();
};
