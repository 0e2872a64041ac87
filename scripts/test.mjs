// `npm test`: from a fresh clone to a tested one. Arguments go to Vitest (`npm test -- packages/server-kit`).
// The last line is plain: "N passed, M failed".
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildConsole } from './build-console.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { run } from './run.mjs';

ensureInstalled();
await buildConsole();

const folder = mkdtempSync(join(tmpdir(), 'netloom-test-'));
const report = join(folder, 'report.json');
const status = await run('node_modules/vitest/vitest.mjs', [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
]);

const count = () => {
  try {
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests };
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
};
const { passed, failed, skipped } = count();
rmSync(folder, { recursive: true, force: true });
// A file that does not even load fails the run without failing a test.
const failures = status !== 0 && failed === 0 ? 1 : failed;
console.log(`\n${passed} passed, ${failures} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(status);
