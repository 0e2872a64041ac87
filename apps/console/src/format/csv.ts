const startsFormula = /^[=+\-@\t\r]/;

/**
 * A table as CSV (RFC 4180) with CRLF. Cells that a spreadsheet would take for a formula get a leading apostrophe:
 * names of devices come from the devices themselves.
 */
export const toCsv = (rows: readonly (readonly (string | number)[])[]): string => {
  const cell = (value: string | number): string => {
    const text = typeof value === 'string' && startsFormula.test(value) ? `'${value}` : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
};
