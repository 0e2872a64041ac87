import { namedSections } from '../diff/named-sections.ts';
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

/**
 * Tells for each line of each section what has become of it. Sections of a package are brought together by their
 * places when there are as many as before, otherwise by their names.
 */
export function compareSections(
  before: readonly NativeSection[],
  after: readonly NativeSection[],
): (readonly (Effect | undefined)[])[] {
  const counterparts = matchSections(before, after);
  return before.map((section) => compareSection(section, counterparts.get(section)));
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
