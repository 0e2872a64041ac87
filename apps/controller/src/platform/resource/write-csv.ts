import { cellText, type Table } from './table.ts';

/** CSV as RFC 4180 has it, in UTF-8 without a byte order mark. */
export async function* writeCsv(table: Table): AsyncGenerator<string, void, undefined> {
  for await (const lines of table) yield lines.map(csvLine).join('');
}

const csvLine = (cells: readonly unknown[]): string => `${cells.map(csvCell).join(',')}\r\n`;

/** Spreadsheets run a text that begins so as a formula: whoever may name a device could reach into a table. */
const formula = /^[=+\-@\t\r]/;

/** The text as a spreadsheet shows it, not runs it. */
export const withoutFormula = (text: string): string => (formula.test(text) ? `'${text}` : text);

const csvCell = (value: unknown): string => {
  const text = cellText(value);
  const harmless = typeof value === 'string' ? withoutFormula(text) : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
};
