import type { JsonPath } from '../json-path.ts';

/** A value of the merged document that a line comes from. */
export interface LineSource {
  readonly path: JsonPath;
  /** Place of the template that gave the value; absent when the configuration itself did. */
  readonly template?: number;
  /** Names of the variables that are part of the value. */
  readonly variables: readonly string[];
}

/** Where a line comes from in the end: `default` means that the document says nothing about it. */
export type Origin = 'default' | 'template' | 'configuration' | 'variable';

export interface ExplainedLine {
  readonly option: string;
  readonly value: string;
  readonly origin: Origin;
  /** Most lines have one source, default lines have none. */
  readonly sources: readonly LineSource[];
}

export interface ExplainedSection {
  readonly package: string;
  readonly type: string;
  readonly name: string;
  /** What the name of the section comes from. */
  readonly origin: Origin;
  readonly sources: readonly LineSource[];
  /** In the order in which they are written; a list has a line for each member. */
  readonly lines: readonly ExplainedLine[];
}

export interface ExplainedFile {
  /** As inside the archive, without a leading slash. */
  readonly path: string;
  readonly origin: Origin;
  readonly sources: readonly LineSource[];
}

export interface ConfigurationExplanation {
  readonly sections: readonly ExplainedSection[];
  readonly files: readonly ExplainedFile[];
}
