import type { JsonObject } from '@netloom/netjson';
import { omit } from '../document-values.ts';
import { pythonJson } from '../python/python-json.ts';

const INDENT = 4;

/** A network as JSON text in ASCII that is safe inside HTML too. What is meant for clients is left out. */
export function renderNetwork(network: JsonObject): string {
  const json = pythonJson(omit(network, ['client_options']), { indent: INDENT, sortKeys: true });
  return `${json.replaceAll(/[<>&']/g, escapeCharacter)}\n`;
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
