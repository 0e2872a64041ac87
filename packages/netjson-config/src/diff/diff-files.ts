import type { ArchiveMember } from '../archive/archive-member.ts';
import type { Change } from './change.ts';
import { diffMaps } from './diff-maps.ts';

/** A file beside the native configuration. */
export interface FileState {
  /** Permission bits, e.g. 0o644. */
  readonly mode: number;
  readonly contents: string;
}

export interface FileDiff {
  /** As inside the archive, without a leading slash. */
  readonly path: string;
  readonly change: Change;
  /** Absent when the file is added. */
  readonly before?: FileState;
  /** Absent when the file is removed. */
  readonly after?: FileState;
}

/** The files that are not the same in both lists. */
export function diffFiles(before: readonly ArchiveMember[], after: readonly ArchiveMember[]): FileDiff[] {
  return diffMaps(statesByPath(before), statesByPath(after)).flatMap(
    ({ key, change, before: old, after: current }) => {
      if (old?.mode === current?.mode && old?.contents === current?.contents) return [];
      return [
        {
          path: key,
          change,
          ...(old === undefined ? {} : { before: old }),
          ...(current === undefined ? {} : { after: current }),
        },
      ];
    },
  );
}

function statesByPath(files: readonly ArchiveMember[]): ReadonlyMap<string, FileState> {
  return new Map(files.map(({ name, mode, contents }) => [name, { mode, contents }]));
}
