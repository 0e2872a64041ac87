// How many configurations are merged, rendered and packed in a second on one core, beside JSON.parse +
// JSON.stringify of the same document in the same run.
//
//   npm run bench -- render [--seconds 2] [--rounds 5]
import { parseArgs } from 'node:util';
import {
  createConfiguration,
  evaluateVariables,
  mergeTemplates,
  type JsonObject,
} from '@netloom/netjson-config';
import { accessPoint } from './support/access-point.ts';

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '2' }, rounds: { type: 'string', default: '5' } },
});
const [seconds, rounds] = [Number(values.seconds), Number(values.rounds)];

const backend = 'netjsonconfig.OpenWrt';
const ids = ['name', 'config_value', 'id'];
const { config, templates, context } = accessPoint();

function merge(): JsonObject {
  return evaluateVariables(mergeTemplates(templates, config, ids), context) as JsonObject;
}

const merged = JSON.stringify(merge());
const archive = createConfiguration(backend, { config, templates, context }).generate();

/** Times a second, while running for about `duration` seconds. */
function perSecond(operation: () => unknown, duration: number): number {
  const start = performance.now();
  let elapsed = 0;
  let count = 0;
  while (elapsed < duration * 1000) {
    for (let repeat = 0; repeat < 10; repeat += 1) operation();
    count += 10;
    elapsed = performance.now() - start;
  }
  return (count * 1000) / elapsed;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;
}

const operations = {
  rendersPerSecond: () => createConfiguration(backend, { config, templates, context }).generate(),
  mergesPerSecond: merge,
  baseline: () => JSON.stringify(JSON.parse(merged)),
};

const results: Record<keyof typeof operations, number[]> = {
  rendersPerSecond: [],
  mergesPerSecond: [],
  baseline: [],
};
// In turns, so that what else happens on the machine meets all of them.
for (let round = 0; round < rounds; round += 1) {
  for (const name of Object.keys(operations) as (keyof typeof operations)[]) {
    const rate = perSecond(operations[name], seconds / rounds);
    results[name].push(rate);
  }
}

const { rendersPerSecond, mergesPerSecond, baseline } = {
  rendersPerSecond: Math.round(median(results.rendersPerSecond)),
  mergesPerSecond: Math.round(median(results.mergesPerSecond)),
  baseline: Math.round(median(results.baseline)),
};
console.log(
  `document ${merged.length} bytes, ${templates.length} templates, ${Object.keys(context).length} variables, ` +
    `archive ${archive.length} bytes`,
);
const ratio = Math.round((rendersPerSecond / baseline) * 10_000) / 10_000;
console.log(JSON.stringify({ rendersPerSecond, mergesPerSecond, baseline, ratio }));
