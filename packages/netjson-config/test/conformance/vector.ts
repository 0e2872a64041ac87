import type { JsonObject, JsonValue } from '../../src/index.ts';

/** A recorded case: input of an operation and what must come out. */
export interface Vector {
  readonly name: string;
  readonly tags: readonly string[];
  readonly note?: string;
  /** Short name: `openwrt`, `openvpn`, ... */
  readonly backend: string;
  readonly operation: 'render' | 'generate' | 'json' | 'validate' | 'parse' | 'auto_client';
  readonly config?: JsonValue;
  readonly templates?: JsonValue;
  readonly context?: JsonObject;
  /** Further constructor arguments, some of them wrong on purpose. */
  readonly options?: { readonly dsa?: boolean; readonly templates?: JsonValue };
  /** Arguments of the operation. */
  readonly args?: JsonObject;
  /** An operation that is called first on the same instance. */
  readonly after?: 'render';
  readonly native?: JsonValue;
  /** Members of a tar.gz archive to be parsed. */
  readonly native_files?: readonly { readonly name: string; readonly contents: string }[];
  /** Name of the client builder. */
  readonly function?: string;
  readonly expected?: JsonValue;
  /** Size in bytes and SHA-256 of the uncompressed archive. */
  readonly tar_size?: number;
  readonly tar_sha256?: string;
  readonly error?: VectorError;
}

export interface VectorError {
  readonly kind: string;
  readonly path: readonly (string | number)[];
  readonly keyword?: string;
  readonly message: string;
}
