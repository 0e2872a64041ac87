import type { JsonObject } from '@netloom/netjson';
import { isJsonObject } from '@netloom/netjson';
import { objectsIn, textOf } from '../../document-values.ts';

const ROOT = 'root';

/** The entries of `files` that an archive's manifest tells from what the backend writes itself. */
export function manifestFiles(
  manifest: string | undefined,
  files: ReadonlyMap<string, string>,
): JsonObject[] {
  return objectsIn(readManifest(manifest).files).flatMap((entry) => {
    const { path, purpose, mode, owner, group } = entry;
    const contents = files.get(textOf(path));
    if (purpose !== 'file' || contents === undefined) return [];
    return [
      {
        path: textOf(path),
        mode: textOf(mode),
        contents,
        ...(textOf(owner) === ROOT ? {} : { owner: textOf(owner) }),
        ...(textOf(group) === ROOT ? {} : { group: textOf(group) }),
      },
    ];
  });
}

function readManifest(text: string | undefined): JsonObject {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}
