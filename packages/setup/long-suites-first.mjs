/**
 * The order of suites: those that take minutes first, the others by their size, as jest guesses where it has no
 * times yet. With two workers a long suite at the end leaves one of them idle.
 */
import { statSync } from 'node:fs';

/** The slowest one first; a folder stands for its suites. */
const LONG = [
  'packages/crash-test/crash.test.ts',
  'packages/testing/packages.test.ts',
  'packages/crash-test/plant.test.ts',
  'packages/bench/soak.test.ts',
  'packages/client/servers/killed.test.ts',
  // Each starts a demo and a browser.
  'packages/demo/',
  'packages/testing/reliability/kills.test.ts',
  'packages/fuzz/fuzz.test.ts',
  'packages/client/servers/resumed-streams.test.ts',
  'packages/widgets/chat/chat.test.ts',
  'packages/testing/readme.test.ts',
  'packages/widgets/shell.test.ts',
  'packages/crash-test/subscriber.test.ts',
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
  const at = LONG.findIndex((part) => path.includes(`/${part}`));
  // Within one place, and where none is named, the larger the earlier.
  return (at < 0 ? LONG.length : at) + 1 / (2 + statSync(path).size);
}
