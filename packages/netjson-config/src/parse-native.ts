import type { JsonObject } from '@netloom/netjson';
import { readArchive } from './archive/read-archive.ts';
import { getBackend } from './backend-registry.ts';
import type { Backend, BackendOptions, NativeFile, NativeInput, ParsedNative } from './backend.ts';
import { ConfigurationError } from './configuration-error.ts';
import { validateDocument } from './validate-document.ts';

/**
 * Reads native configuration into a valid document.
 *
 * @param backendName e.g. `netjsonconfig.OpenWrt`
 * @param native text, a tar or tar.gz archive, or the files of one
 * @throws ConfigurationError
 */
export function parseNative(
  backendName: string,
  native: string | Uint8Array | readonly NativeFile[],
  options: Partial<BackendOptions> = {},
): JsonObject {
  const backend = getBackend(backendName);
  if (backend === undefined) {
    throw new ConfigurationError('value', { path: [], message: `There is no backend "${backendName}".` });
  }
  const { document } = readNative(backend, native, { ...backend.defaultOptions, ...options });
  const prepared = backend.prepare?.(document) ?? document;
  validateDocument(backend, prepared);
  return prepared;
}

/** The same without validation, and with what is needed to render the input again. */
export function readNative(backend: Backend, native: unknown, options: BackendOptions): ParsedNative {
  if (backend.parse === undefined) {
    throw new ConfigurationError('not_implemented', {
      path: [],
      message: `${backend.label} configuration cannot be read, only written.`,
    });
  }
  return backend.parse(toNativeInput(native), options);
}

function toNativeInput(native: unknown): NativeInput {
  if (typeof native === 'string') return native;
  if (native instanceof Uint8Array) return readArchive(native);
  if (Array.isArray(native) && native.every(isNativeFile)) return native;
  throw new ConfigurationError('parse', {
    path: [],
    message: 'Native configuration must be text, a tar archive, or a list of files.',
  });
}

function isNativeFile(file: unknown): file is NativeFile {
  if (typeof file !== 'object' || file === null) return false;
  const { name, contents } = file as Partial<NativeFile>;
  return typeof name === 'string' && typeof contents === 'string';
}
