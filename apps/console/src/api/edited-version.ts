/**
 * The part of an entity tag that changes when somebody edits the object, and not when it changes by itself. Tags
 * have two parts, with a dot between them, where there is a difference.
 */
export const editedVersion = (etag: string | undefined): string =>
  (etag ?? '').replace(/^W\//, '').split('.')[0] ?? '';
