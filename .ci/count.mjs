/** Prints which suites took longest, and how many tests passed and failed: `node count.mjs RESULT`, jest's JSON. */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

const text = readFileSync(process.argv[2], 'utf8');
// Without a result the build before the tests failed: that is one failure, and its text is above.
const nothing = {
  numPassedTests: 0,
  numFailedTests: 1,
  numRuntimeErrorTestSuites: 0,
  numPendingTests: 0,
  numTodoTests: 0,
};
const run = text === '' ? nothing : JSON.parse(text);
const suites = (run.testResults ?? [])
  .map(({ name, startTime, endTime }) => ({
    name,
    seconds: Math.round((endTime - startTime) / 1000),
  }))
  .sort((one, other) => other.seconds - one.seconds);
for (const { name, seconds } of suites.slice(0, 25)) {
  console.log(`${String(seconds).padStart(4)} s  ${relative(process.cwd(), name)}`);
}
// A file that cannot be loaded has no tests to count, and counts as a failed one.
const failed = run.numFailedTests + run.numRuntimeErrorTestSuites;
const skipped = run.numPendingTests + run.numTodoTests;
console.log(
  `${run.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
);
