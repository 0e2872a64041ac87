import type { JsonObject, JsonValue } from '@netloom/netjson';

/** A variable as a line of the table. Names may be wrong or double while they are typed. */
export interface VariableRow {
  id: number;
  name: string;
  value: JsonValue;
}

/** Names that configurations can refer to: `{{ name }}`. */
export const isVariableName = (name: string): boolean => /^\w+$/.test(name);

export const toRows = (variables: JsonObject): VariableRow[] =>
  Object.entries(variables).map(([name, value], id) => ({ id, name, value }));

/** The variables of the table; lines without a name are not there yet, of two with one name the last counts. */
export const toVariables = (rows: readonly VariableRow[]): JsonObject =>
  Object.fromEntries(rows.filter(({ name }) => name !== '').map(({ name, value }) => [name, value]));

/** A value as the text of its field. */
export const valueText = (value: JsonValue): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

/** The value that a text means, where the value before was of this type: texts stay texts, a number a number. */
export const readValue = (text: string, before: JsonValue): JsonValue => {
  if (typeof before === 'string') return text;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
};
