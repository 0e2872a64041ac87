import type { ResolvedSchema } from './resolve-schema.ts';

/** What a schema describes, as far as fields differ. */
export const shapeOf = (schema: ResolvedSchema): 'object' | 'array' | 'plain' => {
  const types = [schema.type ?? []].flat();
  if (types.includes('array')) return 'array';
  if (types.includes('object') || schema.properties) return 'object';
  return 'plain';
};
