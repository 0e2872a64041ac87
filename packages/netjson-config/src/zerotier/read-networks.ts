import type { JsonObject } from '@netloom/netjson';
import { isJsonObject } from '@netloom/netjson';
import { ConfigurationError } from '../configuration-error.ts';
import { copyJsonObject } from '../copy-json.ts';

/** A comment, a text, or one of the characters that give JSON its depth; a text that does not end takes the rest. */
const TOKEN = /\/\*[^]*?(?:\*\/|$)|\/\/[^\n]*|"(?:[^"\\]|\\[^])*(?:"|$)|[{}[\]]/g;

/**
 * Reads JSON objects that follow each other, with C-style comments outside of their texts.
 *
 * @throws ConfigurationError of kind `value` for anything else
 */
export function readNetworks(text: string): JsonObject[] {
  const networks: JsonObject[] = [];
  let json = '';
  let depth = 0;
  let position = 0;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    json += text.slice(position, index);
    position = index + token.length;
    if (token.startsWith('/')) continue;
    json += token;
    if (token === '{' || token === '[') depth += 1;
    if (token !== '}' && token !== ']') continue;
    depth -= 1;
    if (depth > 0) continue;
    networks.push(parseNetwork(json));
    json = '';
  }
  json += text.slice(position);
  if (json.trim() !== '') networks.push(parseNetwork(json));
  return networks;
}

function parseNetwork(json: string): JsonObject {
  const network = parseJson(json);
  if (!isJsonObject(network)) throw refuse('A ZeroTier network must be a JSON object.');
  return copyJsonObject(network, 'The ZeroTier network');
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw refuse(`This is not JSON: ${JSON.stringify(json.trim().slice(0, 60))}.`);
  }
}

function refuse(message: string): ConfigurationError {
  return new ConfigurationError('value', { path: [], message });
}
