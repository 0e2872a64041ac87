import type { JsonObject } from '@netloom/netjson';
import type { UciRemainder } from '../uci/take-blocks.ts';
import type { UciPackages } from '../uci/uci-block.ts';

export interface ParserContext {
  /** Everything that was read. */
  readonly native: UciPackages;
  /** What no parser has taken yet; a parser removes the blocks that it understands. */
  readonly packages: UciRemainder;
  /** The document so far, to which a parser adds its sections. */
  readonly document: JsonObject;
  /** Syntax of OpenWrt 21 and later. */
  readonly dsa: boolean;
}

/**
 * Turns UCI blocks into sections of a document. @throws ConfigurationError of kind `value` for a value that has no
 * NetJSON form
 */
export type SectionParser = (context: ParserContext) => void;
