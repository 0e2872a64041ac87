import type { NativeSection } from '../native-section.ts';

/** Sections by name; a name that occurs again gets its number. */
export function namedSections(sections: readonly NativeSection[]): ReadonlyMap<string, NativeSection> {
  const byName = new Map<string, NativeSection>();
  const counts = new Map<string, number>();
  for (const section of sections) {
    const count = (counts.get(section.name) ?? 0) + 1;
    counts.set(section.name, count);
    byName.set(count === 1 ? section.name : `${section.name}\n${count}`, section);
  }
  return byName;
}
