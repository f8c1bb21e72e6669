/**
 * After the tests: which of them saw each action sent, answered and refused, as `noteAction` of
 * `@xec/testing/rooms` wrote it down, held against `fixtures/catalogue/tested.json`. A file that was run and
 * has not seen what the list says of it fails the run. `XEC_WRITE_EXPECTATIONS=1` adds to the list.
 */
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

const ROOT = new URL('../../', import.meta.url).pathname;
const LIST = new URL('../../fixtures/catalogue/tested.json', import.meta.url);

const KNOWN = new URL('../../fixtures/servers/actions.json', import.meta.url);

/** Every action by its name: `fixtures/servers/actions.json` has each one. */
const actions = () => Object.values(JSON.parse(readFileSync(KNOWN, 'utf8'))).flatMap(Object.keys);

/** What a test must have seen of an action. */
export const SEEN = ['sent', 'answered', 'refused'];

export default class TestedActions {
  #isPart;
  #error;
  #folder = mkdtempSync(join(tmpdir(), 'xec-actions-'));

  constructor({ testNamePattern }) {
    this.#isPart = Boolean(testNamePattern);
    process.env.XEC_ACTIONS = this.#folder;
  }

  /** Where tests are watched, there are several runs. */
  onRunStart() {
    mkdirSync(this.#folder, { recursive: true });
  }

  onRunComplete(_contexts, { testResults, wasInterrupted }) {
    const notes = readNotes(this.#folder);
    if (this.#isPart || wasInterrupted) return;
    const whole = testResults
      .filter(({ numFailingTests, testExecError }) => numFailingTests === 0 && !testExecError)
      .map(({ testFilePath }) => relative(ROOT, testFilePath));
    let list = JSON.parse(readFileSync(LIST, 'utf8'));
    if (process.env.XEC_WRITE_EXPECTATIONS === '1') {
      list = filledIn(list, notes, whole, actions());
      writeFileSync(LIST, `${JSON.stringify(list, undefined, 2)}\n`);
    }
    const wrong = unseen(list, notes, whole);
    if (wrong.length === 0) return;
    process.stderr.write(`\nNot as fixtures/catalogue/tested.json has it:\n${wrong.join('\n')}\n`);
    this.#error = new Error('tests did not see of actions what is said of them');
  }

  /** Fails the run. */
  getLastError() {
    return this.#error;
  }
}

/**
 * What was written down, in whatever order processes wrote; the folder is gone then.
 *
 * @returns {Map<string, Set<string>>} files by `action seen`
 */
export function readNotes(folder) {
  const texts = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  rmSync(folder, { recursive: true });
  const notes = new Map();
  for (const line of texts.join('').split('\n').filter(Boolean)) {
    const [action, seen, ...file] = line.split(' ');
    const key = `${action} ${seen}`;
    notes.set(key, (notes.get(key) ?? new Set()).add(relative(ROOT, file.join(' '))));
  }
  return notes;
}

/** What the list says of files that were run and have not seen it, a sentence each. */
export function unseen(list, notes, files) {
  return Object.entries(list).flatMap(([action, row]) =>
    SEEN.filter((seen) => files.includes(row[seen]))
      .filter((seen) => notes.get(`${action} ${seen}`)?.has(row[seen]) !== true)
      .map((seen) => `${action} is not ${seen} in ${row[seen]}`),
  );
}

/**
 * The list with files where it had none, or where the one that it had has not seen it.
 *
 * @param actions all that there are: tests have others of their own
 */
export function filledIn(list, notes, files, actions) {
  return Object.fromEntries(
    [...actions].sort().map((action) => {
      const row = list[action] ?? {};
      const cells = SEEN.flatMap((seen) => {
        const now = [...(notes.get(`${action} ${seen}`) ?? [])].sort();
        const before = row[seen];
        const isKept = before !== undefined && (now.includes(before) || !files.includes(before));
        const file = isKept ? before : now[0];
        return file === undefined ? [] : [[seen, file]];
      });
      return [action, Object.fromEntries(cells)];
    }),
  );
}
