import type { JsonObject } from '@netloom/netjson';
import type { UciBlock } from './uci-block.ts';

/** Packages of which readers take what they understand. */
export type UciRemainder = Map<string, readonly UciBlock[]>;

/** A block that was taken. */
export interface TakenBlock {
  readonly type: string;
  readonly name: string;
  readonly options: JsonObject;
  /** Its place among the blocks that were there, from 1 on. */
  readonly position: number;
}

/** Removes blocks from a package and returns them. */
export function takeBlocks(
  packages: UciRemainder,
  name: string,
  isWanted: (block: UciBlock) => boolean,
): TakenBlock[] {
  const taken: TakenBlock[] = [];
  const left: UciBlock[] = [];
  for (const [index, block] of (packages.get(name) ?? []).entries()) {
    if (!isWanted(block)) {
      left.push(block);
      continue;
    }
    const options = Object.fromEntries(block.options);
    taken.push({ type: block.type, name: block.name, options, position: index + 1 });
  }
  if (taken.length > 0) packages.set(name, left);
  return taken;
}

/** Wants all blocks of some types. */
export function ofType(...types: readonly string[]): (block: UciBlock) => boolean {
  return (block) => types.includes(block.type);
}
