import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestDevice, type TestDevice } from '../src/testing/index.ts';

const remote = '192.0.2.9';
let device: TestDevice;
beforeAll(async () => {
  device = await startTestDevice();
});
afterAll(() => device.stop());

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

describe('every operation', () => {
  test('refuses whoever does not say who calls, as its declaration tells', async () => {
    const { operations } = device.context;
    expect(operations.length).toBeGreaterThan(5);
    for (const { method, path: pattern, access, body } of operations) {
      const path = examplePath(pattern);
      const sent = body === undefined || method === 'GET' ? undefined : '{}';
      const what = `${method} ${pattern}`;
      const elsewhere = await send(method, path, { 'x-real-ip': remote }, sent);
      const forged = await send(method, path, { 'x-real-ip': remote, authorization: 'Bearer a.b.c' }, sent);
      const unsigned = await send(method, path, {}, sent);
      const badlySigned = await send(method, path, { 'x-request-signature': '0'.repeat(64) }, sent);
      switch (access) {
        case 'box-or-token':
          expect(elsewhere, what).toMatchObject({ status: 401, text: '{"detail":"Bearer token required"}' });
          expect(forged, what).toMatchObject({ status: 401, text: '{"detail":"Unauthorized"}' });
          break;
        case 'token':
          expect(elsewhere, what).toMatchObject({ status: 401, text: '{"detail":"Unauthorized"}' });
          expect(forged, what).toMatchObject({ status: 401, text: '{"detail":"Unauthorized"}' });
          expect(unsigned, what).toMatchObject({ status: 401, text: '{"detail":"Unauthorized"}' });
          break;
        case 'box':
          expect(elsewhere.status, what).toBe(403);
          expect(forged.status, what).toBe(403);
          break;
        case 'open':
          throw new Error(`${what} is open to everybody: is that meant?`);
      }
      if (access === 'token') continue;
      expect(unsigned, what).toMatchObject({
        status: 401,
        text: '{"detail":"Missing signature header"}',
        signatureWanted: 'true',
      });
      expect(badlySigned, what).toMatchObject({
        status: 401,
        text: '{"detail":"Invalid signature"}',
        signatureWanted: 'true',
      });
    }
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
