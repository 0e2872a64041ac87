import type { JsonObject, JsonValue } from '@netloom/netjson';
import type { NativeInput, ParsedNative } from '../backend.ts';
import { ConfigurationError } from '../configuration-error.ts';
import { vpnOutput } from '../vpn-output.ts';
import { OPENVPN_HEADER } from './openvpn-header.ts';
import { parseOpenvpnInstance } from './parse-instance.ts';
import type { Directives } from './render-directives.ts';
import { directivesSection, renderDirectives } from './render-directives.ts';

const FILE_SUFFIX = '.conf';
const DIRECTIVE = /^(\S+) ?(.*)$/u;

/** One configuration as it was read. */
interface NativeInstance {
  readonly name: string | undefined;
  /** By the names that options have in documents. */
  readonly directives: Directives;
}

/**
 * Reads OpenVPN's own format: text with a header line before each instance, or the `.conf` files of an archive. Of
 * a directive that is repeated the last counts, but every `remote` does.
 */
export function parseOpenvpn(native: NativeInput): ParsedNative {
  const instances = typeof native === 'string' ? readText(native) : readFiles(native);
  const output = vpnOutput(
    instances.map(({ name = '', directives }, index) => ({
      name: `${name}${FILE_SUFFIX}`,
      path: ['openvpn', index, 'name'],
      header: OPENVPN_HEADER + name,
      body: renderDirectives(directives, ['openvpn', index]),
      sections: () => [directivesSection(name, directives)],
    })),
    [],
  );
  if (instances.length === 0) return { document: {}, output };
  return { document: { openvpn: instances.map(toDocument) }, output };
}

function readText(text: string): NativeInstance[] {
  const [preamble = '', ...sections] = `\n${text}`.split(`\n${OPENVPN_HEADER}`);
  const instances = sections.map((section) => {
    const [name = '', ...lines] = section.split('\n');
    return readInstance(name.trim(), lines);
  });
  // Without a header the directives still make an instance; validation then says that its name is missing.
  return preamble.trim() === '' ? instances : [readInstance(undefined, preamble.split('\n')), ...instances];
}

function readFiles(files: Exclude<NativeInput, string>): NativeInstance[] {
  return files
    .filter(({ name }) => name.endsWith(FILE_SUFFIX))
    .map(({ name, contents }) => readInstance(name.slice(0, -FILE_SUFFIX.length), contents.split('\n')));
}

function readInstance(name: string | undefined, lines: readonly string[]): NativeInstance {
  const directives = new Map<string, JsonValue[]>();
  for (const line of lines) {
    const [, word, value = ''] = DIRECTIVE.exec(line.trim()) ?? [];
    if (word === undefined) continue;
    const key = word.replaceAll('-', '_');
    if (key === '__proto__' || key === 'name') throw refuse(`"${word}" is not an OpenVPN directive.`);
    const values = directives.get(key) ?? [];
    values.push(value === '' ? true : value);
    directives.set(key, values);
  }
  return { name, directives };
}

function refuse(message: string): ConfigurationError {
  return new ConfigurationError('value', { path: [], message });
}

function toDocument({ name, directives }: NativeInstance): JsonObject {
  const options: JsonObject = name === undefined ? {} : { name };
  for (const [key, values] of directives)
    options[key] = key === 'remote' ? [...values] : (values.at(-1) ?? null);
  return parseOpenvpnInstance(options);
}
