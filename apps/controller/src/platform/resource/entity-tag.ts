import { hash } from 'node:crypto';
import { HttpError } from '@netloom/server-kit';

const digest = (text: string): string => hash('sha256', text, 'base64url').slice(0, 22);

/**
 * The entity tag of an object as its detail shows it (RFC 9110, section 8.8.3): strong, from the bytes of the answer.
 *
 * Where `liveFields` (names, or `name.property`) change without anybody's edit, such as the time of a last contact,
 * the tag has two parts, `"<what people edit>.<everything>"`: a read compares the whole tag, a write only the first
 * part, so that a device that calls in does not spoil the edit that somebody is about to save.
 */
export const entityTag = (
  shown: Readonly<Record<string, unknown>>,
  text: string,
  liveFields: readonly string[] = [],
): string => {
  if (liveFields.length === 0) return `"${digest(text)}"`;
  const names = new Set(liveFields);
  const edited = Object.entries(shown)
    .filter(([name]) => !names.has(name))
    .map(([name, value]) => [name, withoutLive(name, value, names)]);
  return `"${digest(JSON.stringify(edited))}.${digest(text)}"`;
};

const withoutLive = (name: string, value: unknown, live: ReadonlySet<string>): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).filter(([property]) => !live.has(`${name}.${property}`))
    : value;

/** The tags of a header, without quotes and without the mark of weak ones; undefined for `*`. */
const readTags = (header: string): string[] | undefined =>
  header.trim() === '*' ? undefined : [...header.matchAll(/"([^"]*)"/g)].map(([, tag = '']) => tag);

/** `If-None-Match`: true when the client has this representation already. */
export const isFresh = (header: string | undefined, tag: string): boolean =>
  header !== undefined && (readTags(header)?.includes(tag.slice(1, -1)) ?? true);

/**
 * `If-Match`: true when the object is still what the client has seen. A tag that is marked as weak counts as well:
 * proxies mark tags when they compress an answer.
 */
export const isUnchanged = (header: string, tag: string): boolean => {
  const edited = (value: string): string => value.split('.')[0] ?? '';
  return readTags(header)?.some((known) => edited(known) === edited(tag.slice(1, -1))) ?? true;
};

/**
 * Lets a write go on only while the object is what the client has seen, if it says so.
 *
 * @param expected the header `If-Match`
 * @throws HttpError 412 with the present tag.
 */
export const requireTag = (expected: string | undefined, tag: string): void => {
  if (expected === undefined || isUnchanged(expected, tag)) return;
  throw new HttpError(
    412,
    { detail: 'The object was changed in the meantime: read it again.' },
    { etag: tag },
  );
};
