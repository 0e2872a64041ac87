import { yamlKey, type Setting } from '@netloom/server-kit';
import { controllerSettings } from './settings.ts';

const showDefault = (value: unknown): string => {
  if (value === undefined) return '—';
  if (Array.isArray(value)) return value.length === 0 ? '(empty)' : `\`${value.join(',')}\``;
  return `\`${typeof value === 'object' ? JSON.stringify(value) : String(value)}\``;
};

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** The page docs/reference/settings.md, made from the table of settings itself. */
export const settingsReference = (): string => {
  const rows = Object.values<Setting<unknown>>(
    controllerSettings as unknown as Record<string, Setting<unknown>>,
  ).map(
    (setting) =>
      `| \`${setting.env}\` | ${cell(setting.help)} | ${cell(setting.allowed)} | ${cell(showDefault(setting.default))} |`,
  );
  return `# Settings of the controller

Every setting is an environment variable, or a key in the YAML file that \`--config FILE\` names: the same name without
\`NETLOOM_\`, in lower case (\`NETLOOM_DATA_DIR\` is \`${yamlKey('NETLOOM_DATA_DIR')}\`). The environment wins. A value that is not allowed
stops the start with one line that names the setting, the value and what is allowed.

| setting | meaning | allowed | default |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
};
