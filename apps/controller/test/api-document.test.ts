import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestController, type TestController } from '../src/testing/index.ts';

let controller: TestController;
beforeAll(async () => (controller = await startTestController()));
afterAll(() => controller.stop());

interface Operation {
  operationId?: string;
  summary?: string;
  responses?: Record<string, unknown>;
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
}

const authorized = () => ({ headers: { authorization: controller.bearer } });
const document = async () =>
  (await (await fetch(`${controller.url}/api/v1/docs.json`, authorized())).json()) as Document;

describe('the OpenAPI document', () => {
  it('is for those who are logged in', async () => {
    for (const path of ['docs.json', 'docs.yaml', 'docs/']) {
      expect((await fetch(`${controller.url}/api/v1/${path}`)).status, path).toBe(403);
      expect((await fetch(`${controller.url}/api/v1/${path}`, authorized())).status, path).toBe(200);
    }
  });

  it('has every route, each with a summary, its answers and a name of its own', async () => {
    const { openapi, paths } = await document();
    expect(openapi).toBe('3.1.0');
    for (const path of [
      '/api/v1/controller/device/',
      '/api/v1/controller/template/{id}/',
      '/api/v1/users/organization/',
      '/api/v1/users/token/',
      '/controller/register/',
      '/controller/device/register/',
      '/controller/checksum/{id}/',
      '/controller/report-status/{id}/',
    ]) {
      expect(Object.keys(paths)).toContain(path);
    }
    const operations = Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
    );
    for (const { path, method, operation } of operations) {
      expect(operation.summary, `${method} ${path}: summary`).toBeTruthy();
      expect(Object.keys(operation.responses ?? {}).length, `${method} ${path}: responses`).toBeGreaterThan(
        0,
      );
    }
    const names = operations.map(({ operation }) => operation.operationId).filter(Boolean);
    expect(new Set(names).size).toBe(names.length);
  });
});
