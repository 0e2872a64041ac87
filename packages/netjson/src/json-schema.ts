import type { JsonValue } from './json.ts';

export type JsonSchemaType = 'array' | 'boolean' | 'integer' | 'null' | 'number' | 'object' | 'string';

/**
 * JSON Schema, draft 4, as far as the schemas of this package use it. The order of the keywords and of `properties`
 * matters: validators report errors in that order.
 *
 * Beyond the draft, for forms: `propertyOrder` (ascending; may be fractional), `format` with the values `checkbox`
 * and `textarea`, `readOnly`, and `options`.
 */
export interface JsonSchema {
  readonly title?: string;
  readonly description?: string;
  readonly default?: JsonValue;
  readonly type?: JsonSchemaType | readonly JsonSchemaType[];
  readonly enum?: readonly JsonValue[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: boolean;
  readonly exclusiveMaximum?: boolean;
  readonly required?: readonly string[];
  readonly properties?: JsonSchemaMap;
  readonly additionalProperties?: boolean;
  readonly items?: JsonSchema;
  readonly additionalItems?: boolean;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly allOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly not?: JsonSchema;
  /** Reference inside the same document (`#/definitions/...`); hides its sibling keywords. */
  readonly $ref?: string;
  readonly $schema?: string;
  readonly definitions?: JsonSchemaMap;
  readonly propertyOrder?: number;
  readonly readOnly?: boolean;
  readonly options?: JsonSchemaFormOptions;
}

export type JsonSchemaMap = Readonly<Record<string, JsonSchema>>;

/** Hints for forms. */
export interface JsonSchemaFormOptions {
  /** Not offered in forms. */
  readonly hidden?: boolean;
  /** Labels of the `enum` members, in the same order. */
  readonly enum_titles?: readonly string[];
}
