import type { JsonValue } from '@netloom/netjson';

/** True for two documents that say the same; the order of keys does not matter, that of entries does. */
export const sameJson = (first: unknown, second: unknown): boolean => {
  if (Object.is(first, second)) return true;
  if (typeof first !== 'object' || typeof second !== 'object' || first === null || second === null)
    return false;
  if (Array.isArray(first) !== Array.isArray(second)) return false;
  const [one, other] = [first as Record<string, JsonValue>, second as Record<string, JsonValue>];
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && sameJson(one[name], other[name]))
  );
};
