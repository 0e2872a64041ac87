import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { expect, test } from 'vitest';

/** Bytes after gzip that the configuration library may weigh in a browser, with all its schemas. */
const most = 120 * 1024;

test('the configuration library is a small part of any page', { timeout: 120_000 }, async () => {
  const entry = fileURLToPath(new URL('../../../packages/netjson-config/src/index.ts', import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, rolldownOptions: { input: entry, preserveEntrySignatures: 'strict' } },
  });
  const outputs = [built].flat().flatMap((result) => ('output' in result ? result.output : []));
  const code = outputs.map((chunk) => (chunk.type === 'chunk' ? chunk.code : '')).join('');
  expect(code).toContain('netjsonconfig.OpenWrt');
  // Nothing of Node, nothing that is loaded from elsewhere.
  expect(outputs.flatMap((chunk) => (chunk.type === 'chunk' ? chunk.imports : []))).toEqual([]);
  expect(gzipSync(code).length).toBeLessThan(most);
});
