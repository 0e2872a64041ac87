import type { JsonObject } from '@netloom/netjson';
import { isJsonObject } from '@netloom/netjson';
import { ConfigurationError } from '../configuration-error.ts';
import { copyJsonObject } from '../copy-json.ts';

/** What begins a text or a comment, or gives JSON its depth. */
const TOKEN = /["{}[\]]|\/[/*]/g;

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
  TOKEN.lastIndex = 0;
  for (let token = TOKEN.exec(text); token !== null; token = TOKEN.exec(text)) {
    const [kind] = token;
    const isComment = kind === '//' || kind === '/*';
    const end = endOfToken(text, token.index, kind);
    json += text.slice(position, isComment ? token.index : end);
    position = end;
    TOKEN.lastIndex = end;
    if (kind === '{' || kind === '[') depth += 1;
    if (kind !== '}' && kind !== ']') continue;
    depth -= 1;
    if (depth > 0) continue;
    networks.push(parseNetwork(json));
    json = '';
  }
  json += text.slice(position);
  if (json.trim() !== '') networks.push(parseNetwork(json));
  return networks;
}

/** Position after a token; one that does not end takes the rest of the text. */
function endOfToken(text: string, start: number, kind: string): number {
  switch (kind) {
    case '"':
      return endOfText(text, start + 1);
    case '//':
      return positionAfter(text, '\n', start);
    case '/*':
      return positionAfter(text, '*/', start + 2);
    default:
      return start + 1;
  }
}

function positionAfter(text: string, end: string, start: number): number {
  const position = text.indexOf(end, start);
  return position === -1 ? text.length : position + end.length;
}

function endOfText(text: string, start: number): number {
  let position = start;
  while (position < text.length && text[position] !== '"') position += text[position] === '\\' ? 2 : 1;
  return Math.min(position + 1, text.length);
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
