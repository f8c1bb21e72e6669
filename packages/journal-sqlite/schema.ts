/**
 * The file: how it begins, what is in it, and how an older one becomes a newer one.
 */
import { closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { JournalError } from '@xec/xec';
import { numberOf, openEngine, textOf, type Engine } from './engine.js';
import { journalErrorOf } from './errors.js';

/** `PRAGMA application_id` of our files, "XecJ": another program's database is not touched. */
const APPLICATION_ID = 0x5865634a;

/**
 * What each version adds to the one before. A version that was released is not changed any more.
 *
 * Sessions, owners and fences are rows that everybody may read and write; the rest belongs to the
 * session's owner, save readers. Rows of `session` stay, so that its number stays.
 */
const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE owner (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    lease_until INTEGER NOT NULL,
    host TEXT NOT NULL,
    boot TEXT NOT NULL,
    pids TEXT NOT NULL,
    pid INTEGER NOT NULL,
    started TEXT NOT NULL
  );
  CREATE TABLE session (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    owner INTEGER,
    fence INTEGER NOT NULL
  );
  CREATE INDEX session_owner ON session (owner) WHERE owner IS NOT NULL;
  CREATE TABLE log (
    id INTEGER PRIMARY KEY,
    session INTEGER NOT NULL,
    text TEXT NOT NULL
  );
  CREATE INDEX log_session ON log (session);
  CREATE TABLE packets (
    session INTEGER NOT NULL,
    last INTEGER NOT NULL,
    first INTEGER NOT NULL,
    at INTEGER NOT NULL,
    size INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (session, last)
  ) WITHOUT ROWID;
  CREATE TABLE fact (
    session INTEGER NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (session, key)
  ) WITHOUT ROWID;
  CREATE TABLE set_aside (
    session INTEGER NOT NULL,
    number INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (session, number)
  ) WITHOUT ROWID;
  CREATE TABLE reader (
    session INTEGER NOT NULL,
    name TEXT NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (session, name)
  ) WITHOUT ROWID;
  `,
];

/** The version of files that this library writes. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/** How a file is opened. */
export interface FileOptions {
  readonly synchronous: 'normal' | 'full';
  readonly busyMs: number;
  readonly maxBytes: number;
}

/** Two processes may begin a file at the same time: one waits for the other. */
const BEGIN_BUSY_MS = 5000;
/** Fewer writes for groups of many rows, and still few bytes for a group of one. */
const PAGE_BYTES = 8192;
/** A file up to this size is read through at start: 256 MiB took a quarter of a second. */
const CHECKED_BYTES = 256 * 1024 * 1024;
/** The write-ahead log goes into the file when it has so many pages: 16 MiB. */
const WAL_PAGES = 2048;

/**
 * Opens a journal's file, and makes it where it is not there: for its owner's eyes only, for it holds
 * what people said.
 *
 * @throws JournalError
 */
export function openFile(file: string, options: FileOptions): Engine {
  let engine: Engine | undefined;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    closeSync(openSync(file, 'a', 0o600)); // what SQLite adds beside it gets the same mode
    engine = openEngine(file);
    engine.exec(`PRAGMA busy_timeout = ${BEGIN_BUSY_MS}`);
    prepareFile(engine, file);
    setUp(engine, options);
    return engine;
  } catch (error) {
    engine?.close();
    throw journalErrorOf(error, file);
  }
}

function prepareFile(engine: Engine, file: string): void {
  const isNew = !isOurs(engine, file);
  if (isNew) engine.exec(`PRAGMA page_size = ${PAGE_BYTES}`);
  const [mode] = engine.prepare('PRAGMA journal_mode = WAL').all([]);
  if (mode?.['journal_mode'] !== 'wal') {
    throw new JournalError(
      'refused',
      `${file}: expected a file system on which SQLite can write ahead (WAL), it chose ` +
        String(mode?.['journal_mode']),
    );
  }
  if (isNew || pragma(engine, 'user_version') < SCHEMA_VERSION) migrate(engine, file);
  mustBeWhole(engine, file);
}

function migrate(engine: Engine, file: string): void {
  engine.exec('BEGIN IMMEDIATE');
  isOurs(engine, file); // another process may have been here meanwhile
  for (const migration of MIGRATIONS.slice(pragma(engine, 'user_version'))) engine.exec(migration);
  engine.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION}`);
  engine.exec('COMMIT');
}

/**
 * Whether the file is a journal already; not where it is empty.
 *
 * @throws JournalError where it is something else, or of a newer version
 */
function isOurs(engine: Engine, file: string): boolean {
  // In one statement: another process may be making it.
  const [found] = engine.prepare(IDENTITY).all([]);
  const application = numberOf(found?.['application_id']);
  const version = numberOf(found?.['user_version']);
  if (application === 0 && version === 0 && found?.['tables'] === 0) return false;
  if (application !== APPLICATION_ID) {
    throw new JournalError(
      'refused',
      `${file}: expected a journal (application id ${APPLICATION_ID}), ` +
        `found the database of another program (application id ${application})`,
    );
  }
  if (version > SCHEMA_VERSION) {
    throw new JournalError(
      'refused',
      `${file}: expected a journal of version ${SCHEMA_VERSION} or older, found version ` +
        `${version}: a newer release of this library wrote it`,
    );
  }
  return true;
}

const IDENTITY = `SELECT application_id, user_version, (SELECT count(*) FROM sqlite_schema) AS tables
  FROM pragma_application_id, pragma_user_version`;

/** Damage is better found before the first session is open than after. */
function mustBeWhole(engine: Engine, file: string): void {
  if (statSync(file).size > CHECKED_BYTES) return;
  const rows = engine.prepare(
    'SELECT CAST(quick_check AS BLOB) AS said FROM pragma_quick_check LIMIT 1',
  );
  const said = textOf(rows.all([])[0]?.['said']);
  if (said === 'ok') return;
  throw new JournalError(
    'refused',
    `${file} is damaged; expected a whole SQLite database: ${said}`,
  );
}

function setUp(engine: Engine, { synchronous, busyMs, maxBytes }: FileOptions): void {
  engine.exec(`PRAGMA synchronous = ${synchronous}`);
  engine.exec(`PRAGMA wal_autocheckpoint = ${WAL_PAGES}`);
  engine.exec('PRAGMA cache_size = -16384'); // 16 MiB
  engine.exec(`PRAGMA busy_timeout = ${Math.ceil(busyMs)}`);
  if (maxBytes === Infinity) return;
  const pages = Math.ceil(maxBytes / pragma(engine, 'page_size'));
  engine.exec(`PRAGMA max_page_count = ${pages}`);
}

const pragma = (engine: Engine, name: string): number =>
  numberOf(engine.prepare(`PRAGMA ${name}`).all([])[0]?.[name]);
