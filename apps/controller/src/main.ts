#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// Both must be set before anything else is loaded, hence the import further down.

// Password hashing, key generation and file access share these threads; the default of four makes them queue.
process.env['UV_THREADPOOL_SIZE'] ??= '8';
// Starts after the first take half the time and less memory: types need not be stripped again. A folder that cannot
// be written is no error.
enableCompileCache(fileURLToPath(new URL('../../../node_modules/.cache/netloom', import.meta.url)));

const { runController } = await import('./run-controller.ts');
await runController();
