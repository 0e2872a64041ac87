import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Access } from '../src/platform/http/access-control.ts';
import { sign, startTestDevice, type TestDevice } from '../src/testing/index.ts';
import type { SignedCall } from '../src/testing/sign.ts';

const remote = '192.0.2.9';
let device: TestDevice;
let secret: Uint8Array;
/** A token that was good once. */
let revoked: string;
beforeAll(async () => {
  device = await startTestDevice();
  secret = await readFile(join(device.context.paths.secrets, 'shared_secret.bin'));
  revoked = await device.token();
  await device.callFrom(remote, 'DELETE', '/auth/token', { token: revoked, body: { device_id: 'test' } });
});
afterAll(() => device.stop());

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** A path that an operation matches, with values that name nothing. */
const examplePath = (path: string): string => path.replaceAll(/:[a-z_]+/g, '1');

const send = async (method: string, path: string, headers: Record<string, string>, body?: string) => {
  const response = await fetch(`${device.url}/api/v1${path}`, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  return { status: response.status, text, signatureWanted: response.headers.get('x-requires-signature') };
};

/** What section 3.0 answers to callers who prove nothing, or not what is asked for. */
interface Refusal {
  status: number;
  text: string;
}
const bearerMissing: Refusal = { status: 401, text: '{"detail":"Bearer token required"}' };
const unknown: Refusal = { status: 401, text: '{"detail":"Unauthorized"}' };
const unsigned: Refusal = { status: 401, text: '{"detail":"Missing signature header"}' };
const badlySigned: Refusal = { status: 401, text: '{"detail":"Invalid signature"}' };
const notFromHere: Refusal = {
  status: 403,
  text: '{"detail":"Access forbidden: endpoint available only on localhost"}',
};

/** Rows in the order of `attempts`; undefined where the proof is the right one. */
const refusals: Readonly<Record<Exclude<Access, 'open'>, readonly (Refusal | undefined)[]>> = {
  'box-or-token': [bearerMissing, unknown, unknown, bearerMissing, unknown, unsigned, badlySigned, unsigned],
  token: [unknown, unknown, unknown, unknown, unknown, unknown, unknown, undefined],
  box: [notFromHere, notFromHere, notFromHere, notFromHere, notFromHere, unsigned, badlySigned, unsigned],
};

describe('every operation', () => {
  const attempts: readonly [string, (call: SignedCall) => Promise<Record<string, string>>][] = [
    ['from elsewhere, without anything', async () => ({ 'x-real-ip': remote })],
    ['from elsewhere, with a token of nobody', async () => ({ 'x-real-ip': remote, ...bearer('a.b.c') })],
    ['from elsewhere, with a revoked token', async () => ({ 'x-real-ip': remote, ...bearer(revoked) })],
    [
      'from elsewhere, with a good signature',
      async (call) => ({ 'x-real-ip': remote, 'x-request-signature': sign(secret, call) }),
    ],
    [
      'from a page, with the cookie of a revoked token',
      async () => ({ 'x-real-ip': remote, 'x-netloom-page': '1', cookie: `netloom_device=${revoked}` }),
    ],
    ['from the box, without anything', async () => ({})],
    ['from the box, with a wrong signature', async () => ({ 'x-request-signature': '0'.repeat(64) })],
    ['from the box, with a token and no signature', async () => bearer(await device.token())],
  ];

  test.each(attempts.map(([title, headers], position) => ({ title, headers, position })))(
    'refuses a call $title',
    async ({ headers, position }) => {
      const { operations } = device.context;
      expect(operations.length).toBeGreaterThan(5);
      for (const { method, path: pattern, access, body } of operations) {
        const what = `${method} ${pattern}`;
        if (access === 'open') throw new Error(`${what} is open to everybody: is that meant?`);
        const refusal = refusals[access][position];
        if (refusal === undefined) continue;
        const path = examplePath(pattern);
        const sent = body === undefined || method === 'GET' ? undefined : '{}';
        const call = { method, path: `/api/v1${path}`, body: sent ?? '' };
        const answer = await send(method, path, await headers(call), sent);
        const wantsSignature = refusal === unsigned || refusal === badlySigned;
        expect(answer, what).toEqual({ ...refusal, signatureWanted: wantsSignature ? 'true' : null });
      }
    },
  );

  test('has the limit of requests, also for those who are refused', async () => {
    const limited = await startTestDevice({ NETLOOM_RATE_LIMIT: '1/minute' });
    for (const { method, path } of limited.context.operations) {
      await limited.callFrom(remote, method, examplePath(path));
      expect(await limited.callFrom(remote, method, examplePath(path)), `${method} ${path}`).toMatchObject({
        status: 429,
        body: { error: 'Rate limit exceeded: 1 per 1 minute' },
      });
    }
    await limited.stop();
  });

  test('is a 503 to everybody while nobody can be told apart', async () => {
    const broken = await startTestDevice({ NETLOOM_SECRETS_GROUP: 'no-such-group-here' });
    const unavailable = { status: 503, body: { detail: 'Security system unavailable' } };
    for (const { method, path } of broken.context.operations)
      for (const address of [remote, '127.0.0.1'])
        expect(
          await broken.callFrom(address, method, examplePath(path)),
          `${method} ${path} from ${address}`,
        ).toMatchObject(unavailable);
    await broken.stop();
  });

  test('with a body refuses what is no JSON before it asks who calls', async () => {
    for (const { method, path, body } of device.context.operations) {
      if (body === undefined) continue;
      const answer = await send(method, examplePath(path), { 'x-real-ip': remote }, '{"a":');
      expect(answer.status, `${method} ${path}`).toBe(422);
      expect(answer.text).toContain('"type":"json_invalid"');
    }
  });

  test('stands in the document, which is valid', async () => {
    const document = (await (await fetch(`${device.url}/api/v1/openapi.json`)).json()) as {
      paths: Record<string, Record<string, unknown>>;
    };
    const verdict = await new Validator().validate(document);
    expect(verdict.errors ?? []).toEqual([]);
    const documented = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const declared = device.context.operations
      .filter(({ hidden }) => !hidden)
      .map(({ method, path }) => `${method} /api/v1${path.replace(/:([a-z_]+)/g, '{$1}')}`);
    expect(documented.toSorted()).toEqual(declared.toSorted());
  });
});
