import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { settingsReference } from './settings-reference.ts';

const page = new URL('../../../../docs/reference/device-settings.md', import.meta.url);

it('docs/reference/device-settings.md is what the settings say (NETLOOM_TEST_UPDATE=1 writes it)', () => {
  if (process.env['NETLOOM_TEST_UPDATE'] === '1') writeFileSync(page, settingsReference());
  expect(readFileSync(page, 'utf8')).toBe(settingsReference());
});
