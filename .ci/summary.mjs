import { readFileSync } from 'node:fs';

/** Prints Jest's results as one line; fails on failures, on skipped tests, and when Jest itself did. */
const [file, status] = process.argv.slice(2);
const text = readFileSync(file, 'utf8');
if (!text) {
  console.log('The tests did not run to their end.');
  process.exit(1);
}
const results = JSON.parse(text);
const skipped = results.numPendingTests + results.numTodoTests;
// A file that does not even load has failed without a single test.
const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
for (const suite of results.testResults) {
  for (const test of suite.assertionResults)
    if (!['passed', 'failed'].includes(test.status)) console.log(`${test.status}: ${test.fullName}`);
}
console.log(`${results.numPassedTests} passed, ${failed} failed, ${skipped} skipped`);
process.exit(status !== '0' || failed > 0 || skipped > 0 ? 1 : 0);
