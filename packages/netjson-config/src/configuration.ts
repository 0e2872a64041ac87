import type { JsonObject } from '@netloom/netjson';
import { isJsonObject } from '@netloom/netjson';
import type { ArchiveMember } from './archive/archive-member.ts';
import { compressArchive } from './archive/compress-archive.ts';
import { writeTar } from './archive/write-tar.ts';
import { getBackend } from './backend-registry.ts';
import type { Backend, BackendOptions, NativeFile, NativeOutput } from './backend.ts';
import { checkFilePaths } from './check-file-paths.ts';
import type { ConfigurationProblem } from './configuration-error.ts';
import { ConfigurationError } from './configuration-error.ts';
import { copyJsonObject } from './copy-json.ts';
import { evaluateVariables } from './evaluate-variables.ts';
import { fileMembers, renderFiles } from './files.ts';
import { mergeTemplates } from './merge-templates.ts';
import type { NativeSection } from './native-section.ts';
import { readNative } from './parse-native.ts';
import type { PythonJsonOptions } from './python/python-json.ts';
import { pythonJson } from './python/python-json.ts';
import { findProblems, validateDocument } from './validate-document.ts';

export interface ConfigurationInput {
  /** The document, or its JSON text. Wins over `native`. */
  readonly config?: JsonObject | string;
  /** Native configuration: text, a tar or tar.gz archive, or the files of one. */
  readonly native?: string | Uint8Array | readonly NativeFile[];
  /** Documents or JSON texts that lie below `config`, lowest first. They do not apply to `native`. */
  readonly templates?: readonly (JsonObject | string)[];
  /** Variables. They do not apply to `native`. */
  readonly context?: JsonObject;
  /** Syntax of OpenWrt 21 and later; the backend's own default otherwise. */
  readonly dsa?: boolean;
}

export interface JsonOptions extends PythonJsonOptions {
  /** Whether an invalid document is refused; on by default. */
  readonly validate?: boolean;
}

/** A document of one backend, merged and with its variables replaced. */
export interface Configuration {
  readonly backend: Backend;
  /** To be read only. After a conversion its `files` are those that really travel. */
  readonly document: JsonObject;
  /** The native configuration as text, with the document's files unless told otherwise. */
  render(options?: { readonly files?: boolean }): string;
  /** The native configuration in a form that can be compared, without the document's files. */
  sections(): readonly NativeSection[];
  /** The files beside the native configuration: those of the document, and what the conversion adds to them. */
  files(): ArchiveMember[];
  /** The files of the archive, in order. */
  members(): ArchiveMember[];
  /** The archive as tar.gz; equal configurations give equal bytes. */
  generate(): Uint8Array;
  /** The archive without compression. */
  tar(): Uint8Array;
  /** The document as NetJSON text. */
  json(options?: JsonOptions): string;
  /** @throws ConfigurationError for the first rule that the document breaks */
  validate(): void;
  /** Everything that is wrong with the document (the first hundred problems). */
  problems(): ConfigurationProblem[];
}

const NOT_A_DOCUMENT = 'must be an object or the JSON text of one';

/**
 * Merges the templates and the configuration, replaces the variables, and offers the result in all its forms.
 * Nothing is validated yet, except that native configuration must be readable and valid. The input stays unchanged.
 *
 * @param backendName e.g. `netjsonconfig.OpenWrt`
 * @throws ConfigurationError
 */
export function createConfiguration(backendName: string, input: ConfigurationInput): Configuration {
  const backend = getBackend(backendName);
  if (backend === undefined) throw refusal('value', `There is no backend "${backendName}".`);
  if (typeof input !== 'object' || input === null) throw refusal('type', 'The input must be an object.');
  const options: BackendOptions = { dsa: input.dsa ?? backend.defaultOptions.dsa };
  if (isGiven(input.config)) {
    return configurationOf(backend, options, buildDocument(backend, input.config, input));
  }
  if (input.native === undefined) throw refusal('value', 'Either "config" or "native" must be given.');
  const { document, output } = readNative(backend, input.native, options);
  const prepared = backend.prepare?.(document) ?? document;
  validateDocument(backend, prepared);
  return configurationOf(backend, options, prepared, output);
}

function isGiven(config: unknown): config is NonNullable<ConfigurationInput['config']> {
  return config !== undefined && config !== null;
}

function refusal(kind: 'type' | 'value', message: string): ConfigurationError {
  return new ConfigurationError(kind, { path: [], message });
}

function buildDocument(
  backend: Backend,
  config: NonNullable<ConfigurationInput['config']>,
  input: ConfigurationInput,
): JsonObject {
  const templates: unknown = input.templates ?? [];
  if (!Array.isArray(templates)) throw refusal('type', 'The templates must be a list.');
  const context: unknown = input.context ?? {};
  if (!isJsonObject(context)) throw refusal('type', 'The context must be an object.');
  const layers = templates.map((template, index) => readDocument(template, `Template ${index + 1}`));
  const document = mergeTemplates(layers, readDocument(config, 'The configuration'), backend.mergeIds);
  if (Object.keys(context).length === 0) return document;
  return evaluateVariables(document, copyJsonObject(context, 'The context')) as JsonObject;
}

function readDocument(source: unknown, what: string): JsonObject {
  const value = typeof source === 'string' ? parseJson(source, what) : source;
  if (!isJsonObject(value)) throw refusal('type', `${what} ${NOT_A_DOCUMENT}.`);
  return copyJsonObject(value, what);
}

function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusal('type', `${what} ${NOT_A_DOCUMENT}.`);
  }
}

/** Paths of files that the conversion makes come from other settings, so they need the same check as given ones. */
function convertDocument(backend: Backend, document: JsonObject, options: BackendOptions): NativeOutput {
  const output = backend.convert(document, options);
  for (const problem of checkFilePaths({ files: [...output.files] })) {
    throw new ConfigurationError('value', { ...problem, path: [] });
  }
  return output;
}

function configurationOf(
  backend: Backend,
  options: BackendOptions,
  source: JsonObject,
  parsedOutput?: NativeOutput,
): Configuration {
  let document = source;
  let isValid = false;
  let output: NativeOutput | undefined;

  function validate(): void {
    if (isValid) return;
    document = backend.prepare?.(document) ?? document;
    validateDocument(backend, document);
    isValid = true;
  }

  function convert(): NativeOutput {
    validate();
    if (output === undefined) {
      output = parsedOutput ?? convertDocument(backend, document, options);
      if (output.files.length > 0) document = { ...document, files: [...output.files] };
    }
    return output;
  }

  function files(): ArchiveMember[] {
    const native = convert();
    return [...fileMembers(native.files), ...(native.trailingMembers ?? [])];
  }

  function members(): ArchiveMember[] {
    return [...convert().members, ...files()];
  }

  return {
    backend,
    get document() {
      return document;
    },
    render({ files = true } = {}) {
      const native = convert();
      return files ? native.text + renderFiles(native.files) : native.text;
    },
    sections: () => convert().sections(),
    files,
    members,
    tar: () => writeTar(members()),
    generate: () => compressArchive(writeTar(members())),
    json({ validate: mustBeValid = true, ...format } = {}) {
      if (mustBeValid) validate();
      return pythonJson({ ...document, type: 'DeviceConfiguration' }, format);
    },
    validate,
    problems: () => findProblems(backend, backend.prepare?.(document) ?? document),
  };
}
