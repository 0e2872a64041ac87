import { isJsonObject, type JsonObject, type JsonValue } from '@netloom/netjson';

export type JsonReading = { value: JsonObject } | { problem: 'syntax'; reason: string } | { problem: 'type' };

/** The object that a text says, or why it says none. An empty text is an empty object. */
export const readJsonObject = (text: string): JsonReading => {
  if (text.trim() === '') return { value: {} };
  try {
    const value = JSON.parse(text) as JsonValue;
    return isJsonObject(value) ? { value } : { problem: 'type' };
  } catch (error) {
    return { problem: 'syntax', reason: error instanceof Error ? error.message : String(error) };
  }
};
