import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Vector } from './vector.ts';

/** All vectors of a folder; every JSON file in it is a list of vectors. */
export function loadVectors(directory: string): Vector[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => JSON.parse(readFileSync(join(directory, name), 'utf8')) as Vector[]);
}
