/**
 * Runs a folder of vectors: `node main.ts DIR`. Prints each difference; the last line is
 * `passed X of Y, quirks Q of R`, where the second pair counts what is tagged `quirk` and the known deviations.
 * Fails unless everything else passes.
 */
import { judgeVector } from './judge-vector.ts';
import { loadVectors } from './load-vectors.ts';

const [directory] = process.argv.slice(2);
if (directory === undefined) {
  process.stderr.write('usage: main.ts DIR\n');
  process.exit(2);
}

const score = { passed: 0, total: 0, quirksPassed: 0, quirks: 0 };
for (const vector of loadVectors(directory)) {
  const verdict = judgeVector(vector);
  const isPassed = verdict.kind === 'passed';
  if (vector.tags.includes('quirk') || verdict.kind === 'deviates') {
    score.quirks += 1;
    if (isPassed) score.quirksPassed += 1;
  } else {
    score.total += 1;
    if (isPassed) score.passed += 1;
  }
  if (verdict.kind === 'passed') continue;
  const explanation = verdict.kind === 'deviates' ? verdict.reason : (vector.note ?? '');
  process.stdout.write(`${verdict.kind}: ${vector.name}\n  ${explanation}\n${verdict.difference}\n\n`);
}
const { passed, total, quirksPassed, quirks } = score;
process.stdout.write(`passed ${passed} of ${total}, quirks ${quirksPassed} of ${quirks}\n`);
process.exitCode = passed === total ? 0 : 1;
