import { findFreePort } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestController, type TestController } from '../src/testing/index.ts';
import { startSamlProvider, type SamlProvider } from './saml-provider.ts';

const person = { id: 'anna-1', email: 'anna@example.org', givenName: 'Anna', familyName: 'Rossi' };
const start = '/api/v1/session/saml/campus/start/?next=/devices';

let provider: SamlProvider;
let controller: TestController;
beforeAll(async () => {
  const port = await findFreePort();
  const site = `http://127.0.0.1:${port}`;
  provider = await startSamlProvider(person, `${site}/api/v1/session/saml/campus/acs/`);
  controller = await startTestController({
    NETLOOM_PORT: String(port),
    NETLOOM_SITE_URL: site,
    NETLOOM_SINGLE_SIGN_ON: JSON.stringify({
      campus: {
        type: 'saml',
        label: 'Campus',
        entry_point: provider.url,
        issuer: provider.issuer,
        certificate: provider.certificate,
        create_users: true,
      },
    }),
  });
});
afterAll(async () => {
  await controller?.stop();
  await provider?.stop();
});

/** What a browser does: cookies by name, forms posted without them from another site. */
const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
const fieldOf = (page: string, name: string): string =>
  new RegExp(`name="${name}"\\s+value="([^"]*)"`).exec(page)?.[1] ?? '';

test('a provider of another maker logs a person in', async () => {
  const begun = await fetch(controller.url + start, { redirect: 'manual' });
  expect(begun.status).toBe(303);
  const cookies = cookiesOf(begun);
  const location = begun.headers.get('location') ?? '';
  expect(location.startsWith(provider.url)).toBe(true);

  const page = await (await fetch(location)).text();
  const [, action = ''] = /action="([^"]+)"/.exec(page) ?? [];
  const form = new URLSearchParams({
    SAMLResponse: fieldOf(page, 'SAMLResponse'),
    RelayState: fieldOf(page, 'RelayState'),
  });
  const posted = await fetch(action, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: new URL(provider.url).origin },
    body: form.toString(),
  });
  expect(posted.status).toBe(303);
  const done = await fetch(new URL(posted.headers.get('location') ?? '', controller.url), {
    redirect: 'manual',
    headers: { cookie: cookies },
  });
  expect([done.status, done.headers.get('location')]).toEqual([303, '/devices']);

  const session = await fetch(`${controller.url}/api/v1/session/`, { headers: { cookie: cookiesOf(done) } });
  expect(((await session.json()) as { user: object }).user).toMatchObject({ email: person.email });

  // The same answer, sent again, is refused: nobody gets as far as the last step.
  const again = await fetch(`${controller.url}/api/v1/session/saml/campus/acs/`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  });
  expect(again.status).toBe(403);
});
