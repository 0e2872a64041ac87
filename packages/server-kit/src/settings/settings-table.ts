import type { Setting } from './setting.ts';

const showDefault = (value: unknown): string => {
  if (value === undefined) return '—';
  if (Array.isArray(value)) return value.length === 0 ? '(empty)' : `\`${value.join(',')}\``;
  return `\`${typeof value === 'object' ? JSON.stringify(value) : String(value)}\``;
};

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** A table of settings as Markdown, for a page of the reference. */
// oxlint-disable-next-line typescript/no-explicit-any -- a table of settings of any kind
export const settingsTable = (table: Readonly<Record<string, Setting<any>>>): string => {
  const rows = Object.values<Setting<unknown>>(table).map(
    (setting) =>
      `| \`${setting.env}\` | ${cell(setting.help)} | ${cell(setting.allowed)} | ${cell(showDefault(setting.default))} |`,
  );
  return ['| setting | meaning | allowed | default |', '| --- | --- | --- | --- |', ...rows].join('\n');
};
