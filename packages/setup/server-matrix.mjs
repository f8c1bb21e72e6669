/**
 * Prints, after the tests, what the suites of `describeOnServers` found on each server: a number of tests
 * that pass, what a server lacks (servers.test.ts asks the servers whether that is so), or failures. And, room
 * by room, which actions the servers answered; after a run of all tests that must be what is known of them.
 */
import { readFileSync } from 'node:fs';
import { columns } from './columns.mjs';
import { SERVERS, differences, openNotes, readNotes, roomsTable } from './server-actions.mjs';

const SUITE = /^(.+) on (devserver|prosody|ejabberd)(?: \(skipped: (.+)\))?$/;
const KNOWN = new URL('../../fixtures/servers/actions.json', import.meta.url);

export default class ServerMatrix {
  #notes = openNotes();
  #isWhole;
  #error;

  constructor({ testPathPatterns, testNamePattern, onlyChanged, shard }) {
    this.#isWhole = !testPathPatterns.patterns.length && !testNamePattern && !onlyChanged && !shard;
  }

  onRunComplete(_contexts, { testResults, numFailedTests, wasInterrupted }) {
    const known = JSON.parse(readFileSync(KNOWN, 'utf8'));
    const answers = readNotes(this.#notes);
    print(matrixOf(testResults));
    print(roomsTable(known, answers));
    // Where tests fail, requests are missing that nobody has to be told of.
    if (!this.#isWhole || numFailedTests > 0 || wasInterrupted) return;
    const wrong = differences(known, answers);
    if (wrong.length === 0) return;
    print(['Not as fixtures/servers/actions.json has it:', ...wrong]);
    this.#error = new Error('servers did not answer as is known of them');
  }

  /** Fails the run. */
  getLastError() {
    return this.#error;
  }
}

/** As jest's own report: standard output is for --json. */
function print(lines) {
  if (lines.length > 0) process.stderr.write(`\n${lines.join('\n')}\n`);
}

/**
 * The lines of the table; none where no such suite ran.
 *
 * @param {readonly {testResults: readonly {ancestorTitles: readonly string[], status: string}[]}[]} files
 * @returns {string[]}
 */
export function matrixOf(files) {
  const rows = new Map();
  for (const { ancestorTitles, status } of files.flatMap(({ testResults }) => testResults)) {
    const [, suite, server, reason] = SUITE.exec(ancestorTitles[0] ?? '') ?? [];
    if (suite === undefined) continue;
    const row = rows.get(suite) ?? new Map();
    const cell = row.get(server) ?? { passed: 0, failed: 0, reason };
    if (status === 'passed') cell.passed += 1;
    else if (status === 'failed') cell.failed += 1;
    rows.set(suite, row.set(server, cell));
  }
  if (rows.size === 0) return [];
  const cells = [...rows].map(([suite, row]) => [suite, ...SERVERS.map((of) => text(row.get(of)))]);
  return columns([['suite', ...SERVERS], ...cells]);
}

function text(cell) {
  if (cell === undefined) return '-';
  if (cell.failed > 0) return `${cell.failed} FAILED`;
  if (cell.passed > 0) return `${cell.passed} work`;
  return cell.reason ?? 'not run';
}
