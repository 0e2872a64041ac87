/**
 * A part of native configuration whose options have names: a UCI block, an instance of a VPN daemon. For comparing
 * and explaining what is written; the text itself comes from the backend.
 */
export interface NativeSection {
  /** The file that the section belongs to, without folder and ending, e.g. `network`. */
  readonly package: string;
  readonly type: string;
  readonly name: string;
  /** Values as they are written, without quotes; a list stands for several lines. */
  readonly options: ReadonlyMap<string, NativeValue>;
}

export type NativeValue = string | readonly string[];
