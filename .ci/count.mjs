/** Prints how many tests of a run passed and failed; `node count.mjs RESULT`, jest's JSON. */
import { readFileSync } from 'node:fs';

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
// A file that cannot be loaded has no tests to count, and counts as a failed one.
const failed = run.numFailedTests + run.numRuntimeErrorTestSuites;
const skipped = run.numPendingTests + run.numTodoTests;
console.log(
  `${run.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
);
