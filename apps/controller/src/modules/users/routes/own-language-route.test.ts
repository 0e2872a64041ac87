import { testDialects } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AuditEntry } from '../../../platform/audit.ts';
import { rigPassword, startUsersRig, type UsersRig } from '../test-rig.ts';

describe.each(testDialects)('session/language/ on %s', (dialect) => {
  let rig: UsersRig;
  let anna: string;
  const entries: AuditEntry[] = [];
  beforeAll(async () => {
    rig = await startUsersRig(dialect);
    anna = await rig.user({ username: 'anna' });
    rig.context.audit.use(async (entry) => void entries.push(entry));
  });
  afterAll(() => rig.close());

  const languageNow = async (): Promise<unknown> =>
    (await rig.as(anna)('GET', 'session/')).body.user.language;

  test('is chosen, told with the session, and taken back', async () => {
    expect(await languageNow()).toBeNull();
    const chosen = await rig.as(anna)('PUT', 'session/language/', { language: 'de' });
    expect([chosen.status, chosen.body]).toEqual([200, { language: 'de' }]);
    expect(await languageNow()).toBe('de');
    const login = await rig.request('POST', 'session/', {
      payload: { username: 'anna', password: rigPassword },
    });
    expect(login.body.user.language).toBe('de');
    await rig.as(anna)('PUT', 'session/language/', { language: 'de' });
    expect((await rig.as(anna)('PUT', 'session/language/', { language: null })).status).toBe(200);
    expect(await languageNow()).toBeNull();
    const changes = entries.filter(({ action }) => action === 'updated');
    expect(changes).toMatchObject([
      { kind: 'user', objectId: anna, before: { language: null }, after: { language: 'de' } },
      { before: { language: 'de' }, after: { language: null } },
    ]);
  });

  test('must be one that there is', async () => {
    for (const [body, message] of [
      [{ language: 'xx' }, '"xx" is not a valid choice.'],
      [{ language: '' }, '"" is not a valid choice.'],
      [{}, 'This field is required.'],
    ] as const) {
      const answer = await rig.as(anna)('PUT', 'session/language/', body);
      expect([answer.status, answer.body]).toEqual([400, { language: [message] }]);
    }
  });

  test('is for whoever is logged in, with proof of origin', async () => {
    const ask = (options: object) =>
      rig.request('PUT', 'session/language/', { payload: { language: 'de' }, ...options });
    expect((await ask({})).status).toBe(401);
    const login = await rig.request('POST', 'session/', {
      payload: { username: 'anna', password: rigPassword },
    });
    const cookies = Object.fromEntries([...login.cookies].map(([name, { value }]) => [name, value]));
    expect((await ask({ cookies })).status).toBe(403);
    const headers = { 'x-csrftoken': cookies['csrftoken'] ?? '' };
    expect((await ask({ cookies, headers })).status).toBe(200);
  });
});
