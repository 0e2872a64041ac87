import type { ArchiveMember } from '../archive/archive-member.ts';
import type { NativeOutput } from '../backend.ts';
import { namedSections } from '../diff/named-sections.ts';
import { fileMembers } from '../files.ts';
import type { NativeSection, NativeValue } from '../native-section.ts';

/** What a change of the document does to a line: it says something else, or it is gone. */
export type Effect = 'value' | 'presence';

/** One line of native configuration. */
export interface NativeLine {
  /** Undefined for the line with the name of the section. */
  readonly option: string | undefined;
  readonly value: string;
}

/** The lines of a section: its name, then its options. */
export function sectionLines({ name, options }: NativeSection): NativeLine[] {
  const lines: NativeLine[] = [{ option: undefined, value: name }];
  for (const [option, value] of options) {
    for (const text of valueLines(value)) lines.push({ option, value: text });
  }
  return lines;
}

function valueLines(value: NativeValue): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}

/** What a conversion made. */
export interface Output {
  readonly sections: readonly NativeSection[];
  readonly files: readonly ArchiveMember[];
}

export function readOutput({ sections, files, trailingMembers = [] }: NativeOutput): Output {
  return { sections: sections(), files: [...fileMembers(files), ...trailingMembers] };
}

/** The value of each line of the sections, then the name of each file. */
export function outputLines({ sections, files }: Output): string[] {
  const lines = sections.flatMap((section) => sectionLines(section).map(({ value }) => value));
  return [...lines, ...files.map(({ name }) => name)];
}

/**
 * Tells for each line of the sections, then for each file, what has become of it. Sections of a package, and files,
 * are brought together by their places when there are as many as before, otherwise by their names.
 */
export function compareOutput(before: Output, after: Output): (Effect | undefined)[] {
  const counterparts = matchSections(before.sections, after.sections);
  const effects = before.sections.flatMap((section) => compareSection(section, counterparts.get(section)));
  return [...effects, ...compareFiles(before.files, after.files)];
}

function matchSections(
  before: readonly NativeSection[],
  after: readonly NativeSection[],
): ReadonlyMap<NativeSection, NativeSection> {
  const counterparts = new Map<NativeSection, NativeSection>();
  const packagesAfter = Map.groupBy(after, (section) => section.package);
  for (const [name, sections] of Map.groupBy(before, (section) => section.package)) {
    const others = packagesAfter.get(name) ?? [];
    const byName = sections.length === others.length ? undefined : namedSections(others);
    for (const [index, [key, section]] of [...namedSections(sections)].entries()) {
      const counterpart = byName === undefined ? others[index] : byName.get(key);
      if (counterpart !== undefined) counterparts.set(section, counterpart);
    }
  }
  return counterparts;
}

function compareSection(before: NativeSection, after: NativeSection | undefined): (Effect | undefined)[] {
  const effects: (Effect | undefined)[] = [headerEffect(before, after)];
  for (const [option, value] of before.options) {
    const other = after?.options.get(option);
    const members = other === undefined ? [] : valueLines(other);
    for (const [index, text] of valueLines(value).entries()) {
      const member = members[index];
      if (member === text) effects.push(undefined);
      else effects.push(member === undefined ? 'presence' : 'value');
    }
  }
  return effects;
}

function headerEffect(before: NativeSection, after: NativeSection | undefined): Effect | undefined {
  if (after === undefined) return 'presence';
  return before.name === after.name && before.type === after.type ? undefined : 'value';
}

function compareFiles(
  before: readonly ArchiveMember[],
  after: readonly ArchiveMember[],
): (Effect | undefined)[] {
  const byName = new Map(after.map((file) => [file.name, file]));
  return before.map((file, index) => {
    const other = before.length === after.length ? after[index] : byName.get(file.name);
    if (other === undefined) return 'presence';
    const isEqual = other.name === file.name && other.mode === file.mode && other.contents === file.contents;
    return isEqual ? undefined : 'value';
  });
}
