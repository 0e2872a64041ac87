import type { JsonObject, JsonValue } from '@netloom/netjson';
import type { UciPackages } from '../uci/uci-block.ts';

export interface ConverterContext {
  readonly document: JsonObject;
  /** Syntax of OpenWrt 21 and later. */
  readonly dsa: boolean;
  /** What the converters before this one have made. */
  readonly packages: UciPackages;
  /** The files of the configuration; converters may add to them and replace them. */
  readonly files: JsonObject[];
}

/** Turns one section of a document into UCI blocks. */
export interface Converter {
  /** The section's key; the converter is skipped when the document lacks it. */
  readonly section: string;
  readonly convert: (section: JsonValue, context: ConverterContext) => UciPackages;
}
