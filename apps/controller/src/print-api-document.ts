// Prints the OpenAPI document of the controller: `npm run generate:api` makes the API client from it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, loadSettings } from '@netloom/server-kit';
import { startController } from './app.ts';
import { controllerSettings } from './platform/settings.ts';

const dataDir = await mkdtemp(join(tmpdir(), 'netloom-api-'));
try {
  // Nothing of this machine's settings may show in the document.
  const settings = loadSettings(controllerSettings, {
    env: { NETLOOM_DATA_DIR: dataDir, NETLOOM_PORT: '0', NETLOOM_LOG_LEVEL: 'silent' },
  });
  const controller = await startController(settings, { log: createLogger({ level: 'silent' }) });
  const document = controller.context.http.swagger();
  await controller.stop();
  process.stdout.write(`${JSON.stringify(document)}\n`);
} finally {
  await rm(dataDir, { recursive: true, force: true });
}
