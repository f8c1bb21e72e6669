/**
 * The order of suites: those that take minutes first, the others by their size, as jest guesses where it has no
 * times yet. With two workers a long suite at the end leaves one of them idle.
 */
import { statSync } from 'node:fs';

/** The slowest one first. */
const LONG = [
  'packages/crash-test/plant.test.ts',
  'packages/testing/packages.test.ts',
  'packages/fuzz/fuzz.test.ts',
  'packages/client/servers/killed.test.ts',
  'packages/testing/reliability/kills.test.ts',
  'packages/crash-test/crash.test.ts',
  'packages/crash-test/subscriber.test.ts',
  'packages/client/servers/resumed-streams.test.ts',
  'packages/testing/readme.test.ts',
];

export default class LongSuitesFirst {
  sort(tests) {
    const ranked = tests.map((test) => ({ test, rank: rankOf(test.path) }));
    return ranked.sort((one, other) => one.rank - other.rank).map(({ test }) => test);
  }

  /** One machine runs them all. */
  shard(tests) {
    return tests;
  }

  allFailedTests(tests) {
    return tests;
  }

  cacheResults() {}
}

function rankOf(path) {
  const at = LONG.findIndex((suite) => path.endsWith(suite));
  // Below every place in the list, the larger the earlier.
  return at < 0 ? LONG.length + 1 / (1 + statSync(path).size) : at;
}
