import type { JsonValue } from '@netloom/netjson';
import { equalityKey } from './python/python-equality.ts';

/** What the lists contain that came out of here: one that grows often is not read from its start each time. */
const contents = new WeakMap<readonly JsonValue[], Set<string>>();

/** A list and those members of another that it does not contain yet. */
export function uniteLists(list: readonly JsonValue[], added: readonly JsonValue[]): JsonValue[] {
  const known = contents.get(list) ?? new Set(list.map(memberKey));
  const unknown = added
    .map((member) => ({ member, key: memberKey(member) }))
    .filter(({ key }) => !known.has(key));
  for (const { key } of unknown) known.add(key);
  const united = [...list, ...unknown.map(({ member }) => member)];
  contents.delete(list);
  contents.set(united, known);
  return united;
}

function memberKey(member: JsonValue): string {
  return equalityKey(member, true);
}
