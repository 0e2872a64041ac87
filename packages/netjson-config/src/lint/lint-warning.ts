import type { JsonPath } from '../json-path.ts';

/**
 * What may go wrong with a valid configuration:
 * - `management-path-lost`: nothing leads to the controller any more
 * - `management-path-changed`: the only way to the controller is another than before
 * - `management-interface-lost`: the interface for management is gone or switched off
 * - `management-interface-changed`: the interface for management is set up in another way
 * - `duplicate-ssid`: a radio offers the same network twice
 * - `duplicate-address`: two interfaces have the same address
 * - `overlapping-networks`: the networks of two interfaces have addresses in common
 * - `unresolved-variable`: a variable has no value
 * - `undefined-radio`: a wireless interface uses a radio that the configuration does not define
 */
export type LintCode =
  | 'management-path-lost'
  | 'management-path-changed'
  | 'management-interface-lost'
  | 'management-interface-changed'
  | 'duplicate-ssid'
  | 'duplicate-address'
  | 'overlapping-networks'
  | 'unresolved-variable'
  | 'undefined-radio';

export interface LintWarning {
  readonly code: LintCode;
  /** Where in the document, after templates and variables; empty for something that is missing. */
  readonly path: JsonPath;
  /** A sentence that an operator understands. */
  readonly message: string;
}
