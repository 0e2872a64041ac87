import type { JsonObject } from '@netloom/netjson';
import { omit, textOf } from '../document-values.ts';
import type { NativeSection } from '../native-section.ts';
import { pythonJson } from '../python/python-json.ts';

const INDENT = 4;
/** Meant for clients. */
const NOT_WRITTEN = ['client_options'];

/** A network as JSON text in ASCII that is safe inside HTML too. What is meant for clients is left out. */
export function renderNetwork(network: JsonObject): string {
  const json = pythonJson(omit(network, NOT_WRITTEN), { indent: INDENT, sortKeys: true });
  return `${json.replaceAll(/[<>&']/g, escapeCharacter)}\n`;
}

/** The same in a form that can be compared; values are JSON text. */
export function networkSection(network: JsonObject): NativeSection {
  const settings = Object.entries(omit(network, NOT_WRITTEN));
  const options = new Map(settings.map(([key, value]) => [key, pythonJson(value, { sortKeys: true })]));
  return { package: 'zerotier', type: 'network', name: textOf(network.nwid), options };
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
