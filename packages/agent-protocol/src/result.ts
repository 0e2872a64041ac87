import type { ProtocolError } from './protocol-error.ts';

/** What an operation gives back instead of throwing: a value, or a typed failure that says what went wrong. */
export type Result<Value, Failure = ProtocolError> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Failure };

/** Wraps a value as a success. */
export function success<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

/** Wraps an error as a failure. */
export function failure<Failure>(error: Failure): { readonly ok: false; readonly error: Failure } {
  return { ok: false, error };
}
