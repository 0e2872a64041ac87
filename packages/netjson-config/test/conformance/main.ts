/**
 * Runs a folder of vectors: `node main.ts DIR`. Prints each difference; the last line is
 * `passed X of Y, quirks Q of R`. Fails unless everything passes that is neither tagged `quirk` nor a known
 * deviation.
 */
import { DEVIATIONS } from './deviations.ts';
import { judgeVector } from './judge-vector.ts';
import { loadVectors } from './load-vectors.ts';

const [directory] = process.argv.slice(2);
if (directory === undefined) {
  process.stderr.write('usage: main.ts DIR\n');
  process.exit(2);
}

const score = { passed: 0, total: 0, quirksPassed: 0, quirks: 0, failed: 0 };
for (const vector of loadVectors(directory)) {
  const isQuirk = vector.tags.includes('quirk');
  const difference = judgeVector(vector);
  const reason = DEVIATIONS.get(vector.name);
  if (isQuirk) score.quirks += 1;
  else score.total += 1;
  if (difference === undefined) {
    if (isQuirk) score.quirksPassed += 1;
    else score.passed += 1;
    continue;
  }
  const title = reason === undefined ? 'FAILED' : 'deviates';
  process.stdout.write(`${isQuirk ? 'quirk ' : ''}${title}: ${vector.name}\n`);
  process.stdout.write(`  ${reason ?? vector.note ?? ''}\n${difference}\n\n`);
  if (!isQuirk && reason === undefined) score.failed += 1;
}
const { passed, total, quirksPassed, quirks, failed } = score;
process.stdout.write(`passed ${passed} of ${total}, quirks ${quirksPassed} of ${quirks}\n`);
process.exitCode = failed === 0 ? 0 : 1;
