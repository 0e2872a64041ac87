import type { JsonObject, JsonSchema } from '@netloom/netjson';
import type { ArchiveMember } from './archive/archive-member.ts';
import type { ConfigurationError, ConfigurationProblem } from './configuration-error.ts';
import type { NativeSection } from './native-section.ts';

export interface BackendOptions {
  /** OpenWrt 21 and later describe bridges and VLANs in device blocks (DSA); older versions inside interfaces. */
  readonly dsa: boolean;
}

/** A file of native configuration, named as inside its archive. */
export interface NativeFile {
  readonly name: string;
  readonly contents: string;
}

/** Native configuration as text, or as the files of an archive. */
export type NativeInput = string | readonly NativeFile[];

/** What a document becomes. */
export interface NativeOutput {
  /** All native configuration as one text, without the document's files; empty when there is none. */
  readonly text: string;
  /** The same in a form that can be compared; made only when it is needed. */
  readonly sections: () => readonly NativeSection[];
  /** The same as files of an archive, without the document's files. */
  readonly members: readonly ArchiveMember[];
  /** The document's `files`, together with those that the conversion made; each path once. */
  readonly files: readonly JsonObject[];
  /** What follows the files in the archive. */
  readonly trailingMembers?: readonly ArchiveMember[];
}

/** What native configuration becomes. */
export interface ParsedNative {
  readonly document: JsonObject;
  /** The native configuration as it was read, for rendering it again. */
  readonly output: NativeOutput;
}

/** Builds (a part of) a client's document. @throws ConfigurationError when an argument makes no sense */
export type ClientBuilder = (args: JsonObject) => JsonObject;

/** One dialect of native configuration. */
export interface Backend {
  /** The name by which the dialect is known in APIs and databases, e.g. `netjsonconfig.OpenWrt`. */
  readonly name: string;
  readonly label: string;
  /** Whether it configures whole devices or a VPN server or client alone. */
  readonly kind: 'device' | 'vpn';
  readonly schema: JsonSchema;
  /** Keys that identify list entries when templates are merged, most telling first; `a+b` stands for both together. */
  readonly mergeIds: readonly string[];
  /** Used when the caller does not choose. */
  readonly defaultOptions: BackendOptions;
  /** Completes a document before it is validated; returns it unchanged or as a copy. */
  readonly prepare?: (document: JsonObject) => JsonObject;
  /** A check that comes before the schema. */
  readonly precheck?: (document: JsonObject) => ConfigurationError | undefined;
  /** Rules beyond the schema, for documents that the schema may have refused. */
  readonly check?: (document: JsonObject) => Iterable<ConfigurationProblem>;
  /** Converts a valid document. @throws ConfigurationError when a value cannot be converted */
  readonly convert: (document: JsonObject, options: BackendOptions) => NativeOutput;
  /** Builders of client documents from server settings, by their wire names, e.g. `auto_client`. */
  readonly clientBuilders?: ReadonlyMap<string, ClientBuilder>;
  /** Reads native configuration. @throws ConfigurationError */
  readonly parse?: (native: NativeInput, options: BackendOptions) => ParsedNative;
}
