import { afterAll, beforeAll, expect, test } from 'vitest';
import { startUsersRig, type UsersRig } from '../test-rig.ts';

let rig: UsersRig;
beforeAll(async () => {
  rig = await startUsersRig('sqlite', { NETLOOM_AUTH_THROTTLE_RATE: 'none' });
});
afterAll(() => rig.close());

test.each([
  'login',
  'logout',
  'signup',
  'inactive',
  'confirm-email',
  'confirm-email/MQ:1x:2y',
  'password/change',
  'password/change/success',
  'password/reset',
  'password/reset/done',
  'password/reset/key/0-0',
  'password/reset/key/done',
  'email-verification-success',
])('/accounts/%s leads to the page with a slash', async (path) => {
  for (const method of ['GET', 'HEAD', 'POST']) {
    const answer = await rig.request(method, `/accounts/${path}?next=/a%2Fb?`);
    expect([answer.status, answer.headers['location']]).toEqual([301, `/accounts/${path}/?next=/a%2Fb?`]);
  }
});

test('unknown pages lead nowhere', async () => {
  for (const path of ['/accounts', '/accounts/nothing', '/accounts/nothing/'])
    expect((await rig.request('GET', path)).status).toBe(404);
});
