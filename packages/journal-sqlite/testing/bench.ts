/** What the tests of this package share: files that go away again, and other processes. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Journal } from '@xec/xec';
import { openEngine, textOf, type Engine, type Value } from '../engine.js';
import { SqliteJournal, type SqliteJournalOptions } from '../index.js';

const home = fileURLToPath(new URL('..', import.meta.url));

export class Bench {
  readonly folder = mkdtempSync(join(tmpdir(), 'xec-sqlite-'));
  readonly #journals: Journal[] = [];
  readonly #engines: Engine[] = [];
  readonly #children: ChildProcess[] = [];
  #files = 0;

  /** The file that {@link open} without a file opened last. */
  get file(): string {
    return join(this.folder, `${String(this.#files)}.xec`);
  }

  newFile(): string {
    this.#files += 1;
    return this.file;
  }

  open(options: Partial<SqliteJournalOptions> = {}): SqliteJournal {
    const journal = new SqliteJournal({ file: options.file ?? this.newFile(), ...options });
    this.#journals.push(journal);
    return journal;
  }

  /** Another owner of the file that was opened last. */
  another(options: Partial<SqliteJournalOptions> = {}): SqliteJournal {
    return this.open({ file: this.file, ...options });
  }

  /** Looks at the file, or changes it, behind the journal's back. */
  sql(
    sql: string,
    values: readonly Value[] = [],
    file = this.file,
  ): Readonly<Record<string, unknown>>[] {
    const engine = openEngine(file);
    try {
      return [...engine.prepare(sql).all(values)];
    } finally {
      engine.close();
    }
  }

  /** Somebody else's connection. */
  connection(file = this.file): Engine {
    const engine = openEngine(file);
    this.#engines.push(engine);
    return engine;
  }

  /** Writes `text` in place of a stored request. */
  damage(session: string, id: string, text: string): void {
    const rows = this.sql(
      `SELECT log.id, CAST(text AS BLOB) AS text FROM log JOIN session ON session.id = log.session
       WHERE name = ?`,
      [session],
    );
    for (const row of rows) {
      const lines = textOf(row['text']).split('\n');
      const damaged = lines.map((line) => (line.startsWith(`P${id}\t`) ? `P${id}\t${text}` : line));
      this.sql('UPDATE log SET text = ? WHERE id = ?', [damaged.join('\n'), row['id'] as number]);
    }
  }

  /**
   * Another process. `script` has `sqliteJournal`, `unitOf`, the `file` and `say`, which writes a line
   * before it returns.
   */
  run(script: string, file = this.file) {
    if (!existsSync(join(home, 'dist/index.js'))) throw new Error('not built: npm run build');
    const program = `
      import { writeSync } from 'node:fs';
      import { sqliteJournal } from '@xec/journal-sqlite';
      import { unitOf } from '@xec/xec';
      const file = ${JSON.stringify(file)};
      const say = (text) => writeSync(1, text + '\\n');
      ${script}`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      cwd: home,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#children.push(child);
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const ended = once(child, 'exit') as Promise<[code: number | null, signal: string | null]>;
    return {
      /** The next line that it says; `undefined` at its end. */
      line: async (): Promise<string | undefined> => {
        const { value, done } = await lines.next();
        return done === true ? undefined : value;
      },
      /** All lines that it still says. */
      rest: async (): Promise<string[]> => {
        const rest: string[] = [];
        for (let next = await lines.next(); next.done !== true; next = await lines.next()) {
          rest.push(next.value);
        }
        return rest;
      },
      kill: async (): Promise<void> => {
        child.kill('SIGKILL');
        await ended;
      },
      ended,
    };
  }

  /** After each test. */
  async tidy(): Promise<void> {
    for (const child of this.#children.splice(0)) child.kill('SIGKILL');
    for (const engine of this.#engines.splice(0)) engine.close();
    for (const journal of this.#journals.splice(0)) await journal.close();
  }

  /** After all tests. */
  async end(): Promise<void> {
    await this.tidy();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
