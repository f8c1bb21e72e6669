/**
 * The two SQLite engines behind one face: `node:sqlite` where Node has it, else `libsql`.
 *
 * Both are synchronous. Each is loaded only when it is used, so that neither is needed where the other
 * is.
 */
import { createRequire } from 'node:module';
import type Libsql from 'libsql';

export type Value = string | number | null;
export type Row = Readonly<Record<string, unknown>>;

export interface Statement {
  run(values: readonly Value[]): void;
  /** All rows: a statement that was not read to its end would hold its lock. */
  all(values: readonly Value[]): readonly Row[];
}

export interface Engine {
  readonly name: 'node:sqlite' | 'libsql';
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}

/** Opens a file with the engine that is there. */
export const openEngine = (file: string): Engine => openNodeSqlite(file) ?? openLibsql(file);

/** A prepared statement for each text of a table of them. */
export const prepareAll = <K extends string>(
  engine: Engine,
  sql: Readonly<Record<K, string>>,
): Readonly<Record<K, Statement>> =>
  // The entries of the one are the entries of the other.
  Object.fromEntries(
    Object.entries<string>(sql).map(([key, text]) => [key, engine.prepare(text)]),
  ) as Record<K, Statement>;

/** As much of `node:sqlite` as is used here: the types of Node 20 do not have it. */
interface NodeSqlite {
  readonly DatabaseSync: new (file: string) => {
    exec(sql: string): void;
    prepare(sql: string): {
      run(...values: readonly Value[]): unknown;
      all(...values: readonly Value[]): unknown[];
    };
    close(): void;
  };
}

function openNodeSqlite(file: string): Engine | undefined {
  const sqlite = loadNodeSqlite();
  if (sqlite === undefined) return undefined;
  const database = new sqlite.DatabaseSync(file);
  return {
    name: 'node:sqlite',
    exec: (sql) => database.exec(sql),
    prepare(sql) {
      const statement = database.prepare(sql);
      return {
        run: (values) => void statement.run(...values),
        all: (values) => statement.all(...values) as Row[], // objects, by name of column
      };
    },
    close: () => database.close(),
  };
}

/** Without the warning that it is experimental: who uses a journal cannot do anything about it. */
function loadNodeSqlite(): NodeSqlite | undefined {
  // Node 20.16 and 22.3 brought it; before, there is no node:sqlite either.
  const { getBuiltinModule } = process as { getBuiltinModule?: (id: string) => unknown };
  const emitWarning = process.emitWarning.bind(process);
  process.emitWarning = () => undefined;
  try {
    return getBuiltinModule?.('node:sqlite') as NodeSqlite | undefined; // as Node documents it
  } finally {
    process.emitWarning = emitWarning;
  }
}

function openLibsql(file: string): Engine {
  // Not `import`: opening is synchronous, and where node:sqlite is, libsql need not be installed.
  const Database = createRequire(import.meta.url)('libsql') as typeof Libsql;
  const database = new Database(file);
  const statements = new Map<string, ReturnType<typeof database.prepare>>();
  const statementOf = (sql: string): ReturnType<typeof database.prepare> => {
    let statement = statements.get(sql);
    if (statement === undefined) {
      statement = database.prepare(sql);
      statements.set(sql, statement);
    }
    return statement;
  };
  return {
    name: 'libsql',
    exec: (sql) => void database.exec(sql),
    prepare(sql) {
      statementOf(sql);
      return {
        run: (values) => void statementOf(sql).run(values),
        all: (values) => statementOf(sql).all(values) as Row[], // as above
      };
    },
    close() {
      // libsql has no way to end a statement, and keeps the file open for each until it is collected.
      statements.clear();
      database.close();
    },
  };
}

/**
 * A column that was selected as a blob, as text.
 *
 * Texts are read as blobs: `libsql` ends the whole process at text that is no UTF-8, and cuts it at a
 * NUL. A damaged file must not do that.
 */
export function textOf(column: unknown): string {
  if (column instanceof Uint8Array) return decoder.decode(column);
  // `libsql` gives an ArrayBuffer; an empty blob is null there.
  return column === null ? '' : decoder.decode(column as ArrayBuffer);
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A column of the type INTEGER. */
export const numberOf = (column: unknown): number => column as number;

/** SQLite's primary result codes that mean something here (https://sqlite.org/rescode.html). */
export const SQLITE = {
  busy: 5,
  locked: 6,
  noMemory: 7,
  ioError: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  protocol: 15,
  notADatabase: 26,
} as const;

/** The primary result code of what an engine threw; `undefined` where it is no error of SQLite. */
export function resultCodeOf(error: unknown): number | undefined {
  // `errcode` is node:sqlite's, `rawCode` is libsql's. Both may hold an extended code.
  const { errcode, rawCode } = Object(error) as { errcode?: unknown; rawCode?: unknown };
  const code = errcode ?? rawCode;
  return typeof code === 'number' ? code & 0xff : undefined;
}
