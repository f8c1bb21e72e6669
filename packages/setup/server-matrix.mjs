/**
 * Prints, after the tests, what the suites of `describeOnServers` found on each server: a number of tests
 * that pass, what a server lacks (servers.test.ts asks the servers whether that is so), or failures.
 */
const SUITE = /^(.+) on (devserver|prosody|ejabberd)(?: \(skipped: (.+)\))?$/;
const SERVERS = ['devserver', 'prosody', 'ejabberd'];

export default class ServerMatrix {
  onRunComplete(_contexts, { testResults }) {
    const lines = matrixOf(testResults);
    // As jest's own report: standard output is for --json.
    if (lines.length > 0) process.stderr.write(`\n${lines.join('\n')}\n`);
  }
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

function columns(rows) {
  const widths = rows[0].map((_, at) => Math.max(...rows.map((row) => row[at].length)));
  return rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at]))
      .join('  ')
      .trimEnd(),
  );
}
