import type { JsonPath } from '../schema-form/form-context.ts';
import { humanize } from '../schema-form/humanize.ts';

/** A place in a document as people say it: `Interfaces › 2 › Name`. */
export const pathText = (path: JsonPath): string =>
  path.map((part) => (typeof part === 'number' ? String(part + 1) : humanize(part))).join(' › ');
