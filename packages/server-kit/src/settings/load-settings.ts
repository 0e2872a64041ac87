import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type yaml from 'yaml';
import type { Setting } from './setting.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- a table of settings of any kind
type SettingTable = Record<string, Setting<any>>;

/** The values that a table of settings yields. */
export type SettingsOf<Table extends SettingTable> = {
  readonly [Key in keyof Table]: Table[Key] extends Setting<infer Value> ? Value : never;
};

/** A setting has a value that is not allowed. The message is one line for the operator. */
export class SettingsError extends Error {
  override name = 'SettingsError';
}

/** Key of a setting in the YAML file: `NETLOOM_DATA_DIR` is `data_dir`. */
export const yamlKey = (env: string): string => env.replace(/^NETLOOM_/, '').toLowerCase();

/**
 * Reads all settings: the environment first, then the YAML file (`--config`), then the defaults.
 *
 * @throws SettingsError for the first value that is not allowed, naming the setting, the value and what is allowed.
 */
export const loadSettings = <Table extends SettingTable>(
  table: Table,
  source: { env: Readonly<Record<string, string | undefined>>; configFile?: string | undefined },
): SettingsOf<Table> => {
  const file = source.configFile === undefined ? {} : readYaml(source.configFile);
  refuseUnknownKeys(file, table, source.configFile ?? '');
  const entries = Object.entries(table).map(([key, setting]) => {
    const fromFile = file[yamlKey(setting.env)];
    const raw =
      source.env[setting.env] ?? (fromFile === undefined || fromFile === null ? undefined : asText(fromFile));
    return [key, raw === undefined ? setting.default : parse(setting, raw)];
  });
  return Object.fromEntries(entries) as SettingsOf<Table>;
};

/** Environment variables that look like settings but are none: most likely a typing error worth a warning. */
export const unknownVariables = (
  table: SettingTable,
  env: Readonly<Record<string, string | undefined>>,
): string[] => {
  const known = new Set(Object.values(table).map((setting) => setting.env));
  return Object.keys(env).filter(
    (name) => name.startsWith('NETLOOM_') && !name.startsWith('NETLOOM_TEST_') && !known.has(name),
  );
};

const parse = <Value>(setting: Setting<Value>, raw: string): Value => {
  const value = setting.parse(raw.trim());
  if (value !== undefined) return value;
  const shown = setting.secret ? 'the given value' : JSON.stringify(raw);
  throw new SettingsError(`${setting.env}: ${shown} is not allowed: it must be ${setting.allowed}`);
};

const asText = (value: unknown): string => {
  if (Array.isArray(value)) return value.join(',');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

/** Loaded when there is a file to read: most starts have none. */
const loadYaml = (): typeof yaml => createRequire(import.meta.url)('yaml') as typeof yaml;

const readYaml = (path: string): Record<string, unknown> => {
  let content: unknown;
  try {
    content = loadYaml().parse(readFileSync(path, 'utf8')) ?? {};
  } catch (error) {
    throw new SettingsError(`--config: cannot read "${path}": ${(error as Error).message.split('\n')[0]}`);
  }
  if (typeof content === 'object' && content !== null && !Array.isArray(content))
    return content as Record<string, unknown>;
  throw new SettingsError(`--config: "${path}" must contain a mapping of settings, like "port: 8000"`);
};

const refuseUnknownKeys = (file: Record<string, unknown>, table: SettingTable, path: string): void => {
  const known = new Set(Object.values(table).map((setting) => yamlKey(setting.env)));
  const unknown = Object.keys(file).find((key) => !known.has(key));
  if (unknown !== undefined) {
    throw new SettingsError(
      `--config: "${unknown}" in "${path}" is not a setting; the settings are ${[...known].join(', ')}`,
    );
  }
};
