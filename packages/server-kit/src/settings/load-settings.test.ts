import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadSettings, SettingsError, unknownVariables } from './load-settings.ts';
import * as setting from './setting.ts';

const table = {
  host: setting.text({ env: 'NETLOOM_HOST', default: '127.0.0.1', help: '' }),
  port: setting.integer({ env: 'NETLOOM_PORT', default: 8000, min: 0, max: 65_535, help: '' }),
  enabled: setting.bool({ env: 'NETLOOM_ENABLED', default: true, help: '' }),
  role: setting.choice({ env: 'NETLOOM_ROLE', default: 'all', words: ['all', 'web'], help: '' }),
  proxies: setting.list({
    env: 'NETLOOM_PROXIES',
    default: [],
    item: /^[0-9.]+$/,
    allowed: 'addresses',
    help: '',
  }),
  context: setting.json({ env: 'NETLOOM_CONTEXT', default: {}, help: '' }),
  limit: setting.rate({ env: 'NETLOOM_LIMIT', default: '20/day', help: '' }),
  password: setting.text({
    env: 'NETLOOM_PASSWORD',
    default: undefined,
    secret: true,
    pattern: /^.{8,}$/,
    allowed: '8 characters or more',
    help: '',
  }),
};

const yamlFile = (content: string): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'settings-')), 'netloom.yaml');
  writeFileSync(path, content);
  return path;
};

describe('loadSettings', () => {
  it('uses the defaults', () => {
    expect(loadSettings(table, { env: {} })).toEqual({
      host: '127.0.0.1',
      port: 8000,
      enabled: true,
      role: 'all',
      proxies: [],
      context: {},
      limit: '20/day',
      password: undefined,
    });
  });

  it('prefers the environment to the file and the file to the default', () => {
    const configFile = yamlFile(
      'port: 9000\nenabled: no\nproxies: [10.0.0.1, 10.0.0.2]\ncontext: { site: "a", n: 1 }\n',
    );
    const settings = loadSettings(table, { env: { NETLOOM_PORT: '9001' }, configFile });
    expect(settings).toMatchObject({
      port: 9001,
      enabled: false,
      proxies: ['10.0.0.1', '10.0.0.2'],
      context: { site: 'a', n: 1 },
    });
  });

  it.each([
    [
      'NETLOOM_PORT',
      '70000',
      'NETLOOM_PORT: "70000" is not allowed: it must be a whole number from 0 to 65535',
    ],
    ['NETLOOM_PORT', '80x', 'NETLOOM_PORT: "80x" is not allowed: it must be a whole number from 0 to 65535'],
    ['NETLOOM_HOST', '', 'NETLOOM_HOST: "" is not allowed: it must be a text'],
    ['NETLOOM_ENABLED', 'perhaps', 'NETLOOM_ENABLED: "perhaps" is not allowed: it must be true or false'],
    ['NETLOOM_ROLE', 'boss', 'NETLOOM_ROLE: "boss" is not allowed: it must be one of all, web'],
    [
      'NETLOOM_PROXIES',
      '1.2.3.4, home',
      'NETLOOM_PROXIES: "1.2.3.4, home" is not allowed: it must be addresses',
    ],
    ...['20/week', '20', '-1/day', '1/day/2'].map((raw) => [
      'NETLOOM_LIMIT',
      raw,
      `NETLOOM_LIMIT: "${raw}" is not allowed: it must be a number per second, minute, hour or day, like 20/day or 5/min, or none`,
    ]),
    ['NETLOOM_CONTEXT', '[1]', 'NETLOOM_CONTEXT: "[1]" is not allowed: it must be a JSON object'],
  ])('refuses %s=%s in one line', (name = '', value = '', message) => {
    expect(() => loadSettings(table, { env: { [name]: value } })).toThrow(new SettingsError(message));
  });

  it('does not print secrets', () => {
    expect(() => loadSettings(table, { env: { NETLOOM_PASSWORD: 'short' } })).toThrow(
      'NETLOOM_PASSWORD: the given value is not allowed: it must be 8 characters or more',
    );
  });

  it('refuses a key of the file that is no setting', () => {
    const configFile = yamlFile('prot: 9000\n');
    expect(() => loadSettings(table, { env: {}, configFile })).toThrow(
      /"prot" in ".*" is not a setting; the settings are host, port,/,
    );
  });

  it('names a file that cannot be read or is no mapping', () => {
    expect(() => loadSettings(table, { env: {}, configFile: '/nowhere/netloom.yaml' })).toThrow(
      /cannot read "\/nowhere\/netloom.yaml"/,
    );
    expect(() => loadSettings(table, { env: {}, configFile: yamlFile('- a\n') })).toThrow(
      /must contain a mapping/,
    );
    expect(() => loadSettings(table, { env: {}, configFile: yamlFile('a: [\n') })).toThrow(SettingsError);
  });

  it('finds variables that are most likely typing errors', () => {
    expect(
      unknownVariables(table, { NETLOOM_PROT: '1', NETLOOM_PORT: '1', NETLOOM_TEST_LOG: 'x', PATH: '' }),
    ).toEqual(['NETLOOM_PROT']);
  });
});
