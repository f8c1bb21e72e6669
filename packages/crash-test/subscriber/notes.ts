import Database from 'libsql';

/** A note that a subscriber made of a packet. */
export interface Note {
  readonly session: string;
  readonly seq: number;
  /** The id of the message that told it. */
  readonly id: string;
}

/** An application's own database: it knows nothing of the journal. */
export class Notes {
  readonly #database: Database.Database;

  constructor(file: string) {
    this.#database = new Database(file);
    this.#database.exec(
      'PRAGMA journal_mode = WAL; PRAGMA busy_timeout = 5000; ' +
        'CREATE TABLE IF NOT EXISTS notes (place INTEGER PRIMARY KEY AUTOINCREMENT, ' +
        'session TEXT NOT NULL, seq INTEGER NOT NULL, id TEXT NOT NULL, UNIQUE (session, seq))',
    );
  }

  /** Makes a note, unless it is there: a packet may come again after a crash. */
  add({ session, seq, id }: Note): void {
    this.#database
      .prepare('INSERT INTO notes (session, seq, id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
      .run([session, seq, id]);
  }

  /** All notes, in the order in which they were made. */
  all(): Note[] {
    // The columns are those of the table above.
    return this.#database
      .prepare('SELECT session, seq, id FROM notes ORDER BY place')
      .all([]) as Note[];
  }

  close(): void {
    this.#database.close();
  }
}
