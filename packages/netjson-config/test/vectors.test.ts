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
      const failures = cases.flatMap((vector) => {
        const verdict = judgeVector(vector);
        return verdict.kind === 'failed' ? [`${vector.name}: ${verdict.difference}`] : [];
      });
      expect(failures).toEqual([]);
    });

    test('every listed deviation is still one', () => {
      const listed = vectors.filter(({ name }) => DEVIATIONS.has(name));
      expect(
        listed.filter((vector) => judgeVector(vector).kind === 'passed').map(({ name }) => name),
      ).toEqual([]);
    });
  },
);
