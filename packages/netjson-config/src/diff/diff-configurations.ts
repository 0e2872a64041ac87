import type { Configuration } from '../configuration.ts';
import type { NativeSection, NativeValue } from '../native-section.ts';
import type { Change } from './change.ts';
import { diffFiles } from './diff-files.ts';
import type { FileDiff } from './diff-files.ts';
import { diffMaps } from './diff-maps.ts';
import { namedSections } from './named-sections.ts';

export interface OptionDiff {
  readonly name: string;
  readonly change: Change;
  /** Absent when the option is added. */
  readonly before?: NativeValue;
  /** Absent when the option is removed. */
  readonly after?: NativeValue;
}

export interface SectionDiff {
  readonly name: string;
  readonly change: Change;
  readonly type: string;
  /** The type that a changed section had, when it is another. */
  readonly typeBefore?: string;
  /** All options of a section that is added or removed, otherwise those that differ. */
  readonly options: readonly OptionDiff[];
}

export interface PackageDiff {
  readonly name: string;
  readonly change: Change;
  readonly sections: readonly SectionDiff[];
  /** Sections that are in both follow each other in another order, which matters to some programs. */
  readonly isReordered: boolean;
}

/** What changes on a device when one configuration follows another. */
export interface ConfigurationDiff {
  /** In the order of the new configuration, removed ones last; the same for everything inside. */
  readonly packages: readonly PackageDiff[];
  readonly files: readonly FileDiff[];
  /** True when nothing changes. */
  readonly isEmpty: boolean;
}

/**
 * Compares what two configurations write. Values may be secrets: a preview is for those who may read them.
 *
 * @throws ConfigurationError when one of them is not valid
 */
export function diffConfigurations(before: Configuration, after: Configuration): ConfigurationDiff {
  const packages = diffPackages(before.sections(), after.sections());
  const files = diffFiles(before.files(), after.files());
  return { packages, files, isEmpty: packages.length === 0 && files.length === 0 };
}

function diffPackages(before: readonly NativeSection[], after: readonly NativeSection[]): PackageDiff[] {
  const entries = diffMaps(Map.groupBy(before, packageOf), Map.groupBy(after, packageOf));
  return entries.flatMap(({ key, change, before: old = [], after: current = [] }) => {
    const oldSections = namedSections(old);
    const sections = namedSections(current);
    const changed = diffSections(oldSections, sections);
    const isReordered = change === 'changed' && hasOtherOrder(oldSections, sections);
    if (changed.length === 0 && !isReordered) return [];
    return [{ name: key, change, sections: changed, isReordered }];
  });
}

function packageOf(section: NativeSection): string {
  return section.package;
}

function diffSections(
  before: ReadonlyMap<string, NativeSection>,
  after: ReadonlyMap<string, NativeSection>,
): SectionDiff[] {
  return diffMaps(before, after).flatMap(({ change, before: old, after: current }) => {
    const section = current ?? old;
    if (section === undefined) return [];
    const { name, type } = section;
    const options = diffOptions(old?.options ?? new Map(), current?.options ?? new Map());
    const typeBefore = old === undefined || old.type === type ? {} : { typeBefore: old.type };
    if (change === 'changed' && options.length === 0 && old?.type === type) return [];
    return [{ name, change, type, ...typeBefore, options }];
  });
}

function diffOptions(
  before: ReadonlyMap<string, NativeValue>,
  after: ReadonlyMap<string, NativeValue>,
): OptionDiff[] {
  return diffMaps(before, after).flatMap(({ key, change, before: old, after: current }) => {
    if (isSameValue(old, current)) return [];
    return [
      {
        name: key,
        change,
        ...(old === undefined ? {} : { before: old }),
        ...(current === undefined ? {} : { after: current }),
      },
    ];
  });
}

function isSameValue(a: NativeValue | undefined, b: NativeValue | undefined): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b;
  return a.length === b.length && a.every((member, index) => member === b[index]);
}

function hasOtherOrder(before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): boolean {
  const kept = [...before.keys()].filter((name) => after.has(name));
  const now = [...after.keys()].filter((name) => before.has(name));
  return kept.some((name, index) => name !== now[index]);
}
