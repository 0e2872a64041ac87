import type { JsonValue } from '@netloom/netjson';
import { mergeValues } from '../merge-templates.ts';
import type { UciBlock, UciPackages } from './uci-block.ts';

/**
 * Adds packages to others. Blocks of a package that is already there are merged by name; a package that is new is
 * taken as it is, also with repeated names.
 */
export function mergePackages(packages: Map<string, readonly UciBlock[]>, added: UciPackages): void {
  for (const [name, blocks] of added) {
    if (blocks.length === 0) continue;
    const existing = packages.get(name);
    if (existing === undefined) {
      packages.set(name, blocks);
      continue;
    }
    const merged = indexBlocks(existing);
    for (const block of indexBlocks(blocks).values()) addBlock(merged, block);
    packages.set(name, [...merged.values()]);
  }
}

/** Adds a block, or lays it over the one of the same name. */
export function addBlock(blocks: Map<string, UciBlock>, block: UciBlock): void {
  const existing = blocks.get(block.name);
  blocks.set(block.name, existing === undefined ? block : mergeBlocks(existing, block));
}

/** Blocks by name. A repeated name replaces the earlier block in its place. */
function indexBlocks(blocks: readonly UciBlock[]): Map<string, UciBlock> {
  return new Map(blocks.map((block) => [block.name, block]));
}

/** Later values win, lists are united; options that are new come last. */
function mergeBlocks(base: UciBlock, overlay: UciBlock): UciBlock {
  const options = new Map<string, JsonValue>(base.options);
  for (const [key, value] of overlay.options) {
    const existing = options.get(key);
    options.set(key, existing === undefined ? value : mergeValues(key, existing, value, []));
  }
  return { type: overlay.type, name: base.name, options };
}
