/** A file inside a configuration archive. */
export interface ArchiveMember {
  /** Path without a leading slash. */
  readonly name: string;
  /** Permission bits, e.g. 0o644. */
  readonly mode: number;
  readonly contents: string;
}
