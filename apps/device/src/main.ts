#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// Before anything else is loaded: starts after the first take half the time. A folder that cannot be written is no error.
enableCompileCache(fileURLToPath(new URL('../../../node_modules/.cache/netloom', import.meta.url)));

const { runDeviceProgram } = await import('./cli/run-device-program.ts');
await runDeviceProgram(process.argv);
