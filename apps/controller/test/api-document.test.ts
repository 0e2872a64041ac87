import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registeredRoutes } from '../src/platform/api-docs.ts';
import { startTestController, type TestController } from '../src/testing/index.ts';
import { rawRequest } from './raw-request.ts';

let controller: TestController;
beforeAll(async () => (controller = await startTestController()));
afterAll(() => controller.stop());

interface Operation {
  operationId?: string;
  summary?: string;
  security?: unknown[];
  responses?: Record<string, unknown>;
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
}

const authorized = () => ({ headers: { authorization: controller.bearer } });
const document = async () =>
  (await (await fetch(`${controller.url}/api/v1/docs.json`, authorized())).json()) as Document;
const operations = async () =>
  Object.entries((await document()).paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );

/** A real address for a path with parameters: ids of nothing. */
const addressOf = (path: string): string =>
  `${controller.url}${path.replaceAll(/\{[^}]+\}|:\w+/g, '00000000-0000-4000-8000-000000000000')}`;

/** What is not for programs, or has a description of its own: not part of the document. */
const undocumented = [
  /^\/$/,
  /^\/\*$/,
  /^\/(healthz|readyz|metrics)$/,
  /^\/ws\/v1\/live$/,
  /^\/api\/v1\/(docs(\/|\.json$|\.yaml$|$)|redoc\/$)/,
  // Pages for people: what mails lead to, and the console's own files.
  /^\/(accounts|admin)(\/|$)/,
  /^\/(assets\/|[\w.-]+\.(html|js|css|svg|png|ico|woff2|json|webmanifest)$)/,
];

describe('the OpenAPI document', () => {
  it('is for those who are logged in', async () => {
    for (const path of ['docs.json', 'docs.yaml', 'docs/', 'redoc/']) {
      expect((await fetch(`${controller.url}/api/v1/${path}`)).status, path).toBe(403);
      expect((await fetch(`${controller.url}/api/v1/${path}`, authorized())).status, path).toBe(200);
    }
  });

  it('can be switched off', async () => {
    const silent = await startTestController({ NETLOOM_API_DOCS: 'false' });
    const { status } = await fetch(`${silent.url}/api/v1/docs.json`, {
      headers: { authorization: silent.bearer },
    });
    await silent.stop();
    expect(status).toBe(404);
  });

  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate((await document()) as never);
    expect([valid, errors]).toEqual([true, undefined]);
    expect((await document()).openapi).toBe('3.1.0');
  });

  it('has only references that lead somewhere', async () => {
    const found = await document();
    const text = JSON.stringify(found);
    for (const [, pointer = ''] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const target = pointer
        .split('/')
        .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], found);
      expect(target, pointer).toBeDefined();
    }
    expect(text).not.toContain('x-answers');
  });

  it('gives every operation a summary, its answers and a name of its own', async () => {
    const all = await operations();
    for (const { path, method, operation } of all) {
      expect(operation.summary, `${method} ${path}: summary`).toBeTruthy();
      expect(operation.operationId, `${method} ${path}: operationId`).toMatch(/^[a-z][a-z0-9_]*$/);
      const statuses = Object.keys(operation.responses ?? {});
      expect(
        statuses.some((status) => status.startsWith('2') || status.startsWith('3')),
        `${method} ${path}: answers ${statuses}`,
      ).toBe(true);
    }
    const names = all.map(({ operation }) => operation.operationId);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('has every route, and no other', async () => {
    const documented = new Set((await operations()).map(({ method, path }) => `${method} ${path}`));
    const paths = new Set(Object.keys((await document()).paths));
    const refused: { method: string; url: string }[] = [];
    const met = new Set<string>();
    for (const { method, url } of registeredRoutes(controller.context.http)) {
      const path = url.replaceAll(/:(\w+)/g, '{$1}');
      met.add(`${method} ${path}`);
      if (method === 'HEAD' || method === 'OPTIONS' || documented.has(`${method} ${path}`)) continue;
      if (paths.has(path)) refused.push({ method, url });
      else
        expect(
          undocumented.some((pattern) => pattern.test(url)),
          `${method} ${url} is not documented`,
        ).toBe(true);
    }
    expect([...documented].filter((route) => !met.has(route))).toEqual([]);
    // What a documented path has besides its operations is there to be refused.
    for (const { method, url } of refused) {
      // Not with `fetch`, which sends no TRACE.
      const { pathname: path } = new URL(addressOf(url));
      const { status } = await rawRequest(controller.url, { method, path, ...authorized() });
      expect([404, 405], `${method} ${url} answers ${status}`).toContain(status);
    }
  });

  it('says truly which operations are for everybody', async () => {
    for (const { method, path, operation } of await operations()) {
      const { status } = await fetch(addressOf(path), { method, redirect: 'manual' });
      const { security } = operation;
      // An empty scheme means that the caller may do without.
      const isPublic =
        security?.length === 0 || security?.some((scheme) => Object.keys(scheme as object).length === 0);
      if (isPublic) expect(status, `${method} ${path} is documented as public`).not.toBe(401);
      else expect([401, 404], `${method} ${path} is documented as protected`).toContain(status);
    }
  });
});
