import type { JsonObject } from '@netloom/netjson';
import type { NativeOutput } from './backend.ts';
import { conversionError } from './conversion-error.ts';
import type { JsonPath } from './json-path.ts';
import type { NativeSection } from './native-section.ts';

const MODE = 0o644;

/** Native configuration of one instance of a VPN daemon. */
export interface VpnInstance {
  /** Name of its file. */
  readonly name: string;
  /** Where the name stands in the document. */
  readonly path: JsonPath;
  /** The line that precedes the instance in the text of all instances. */
  readonly header: string;
  /** Content of its file. */
  readonly body: string;
  /** The same in a form that can be compared. */
  readonly sections: () => readonly NativeSection[];
}

/**
 * One text with all instances, and a file for each.
 *
 * @throws ConfigurationError when an instance's name would lead its file out of the archive
 */
export function vpnOutput(instances: readonly VpnInstance[], files: readonly JsonObject[]): NativeOutput {
  return {
    text: instances.map(({ header, body }) => `${header}\n\n${body}`).join('\n'),
    sections: () => instances.flatMap(({ sections }) => sections()),
    members: instances.map(({ name, path, body }) => {
      if (hasSeparator(name)) throw conversionError(path, `"${name}" cannot be the name of a file`);
      return { name, mode: MODE, contents: body };
    }),
    files,
  };
}

function hasSeparator(name: string): boolean {
  // oxlint-disable-next-line no-control-regex
  return /[/\u0000-\u001f]/.test(name);
}
