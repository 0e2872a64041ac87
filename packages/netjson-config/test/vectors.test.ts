import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { DEVIATIONS } from './conformance/deviations.ts';
import { judgeVector } from './conformance/judge-vector.ts';
import { loadVectors } from './conformance/load-vectors.ts';

const own = fileURLToPath(new URL('./vectors/', import.meta.url));
// A newer recording may lie beside the repository.
const shared = fileURLToPath(new URL('../../../../shared/vectors/netjson-config/', import.meta.url));

describe.each([own, shared].filter((directory) => existsSync(directory)))(
  'recorded vectors in %s',
  (directory) => {
    const vectors = loadVectors(directory);

    test.each(readdirSync(directory).filter((name) => name.endsWith('.json')))('%s', (file) => {
      const [backend = '', operation = ''] = file.replace('.json', '').split('-');
      const cases = vectors.filter((vector) => vector.backend === backend && vector.operation === operation);
      expect(cases.length).toBeGreaterThan(0);
      const failures = cases
        .filter(({ name, tags }) => !DEVIATIONS.has(name) && !tags.includes('quirk'))
        .flatMap((vector) => {
          const difference = judgeVector(vector);
          return difference === undefined ? [] : [`${vector.name}: ${difference}`];
        });
      expect(failures).toEqual([]);
    });

    test('every recorded quirk is matched or a known deviation', () => {
      const unknown = vectors.filter(
        (vector) =>
          vector.tags.includes('quirk') && !DEVIATIONS.has(vector.name) && judgeVector(vector) !== undefined,
      );
      expect(unknown.map(({ name }) => name)).toEqual([]);
    });

    test('every deviation is still one', () => {
      const needless = vectors
        .filter(({ name }) => DEVIATIONS.has(name))
        .filter((v) => judgeVector(v) === undefined);
      expect(needless.map(({ name }) => name)).toEqual([]);
    });
  },
);
