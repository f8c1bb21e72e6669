export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** One line: what happened, and plain fields. Never a secret, never a message body. */
export interface LogLine {
  readonly level: LogLevel;
  /** The time, milliseconds since 1970. */
  readonly at: number;
  /** What happened, a constant: `action-error`, `payload-looked-up`. */
  readonly event: string;
  readonly [field: string]: unknown;
}

/** Where log lines go. */
export interface LogSink {
  (line: LogLine): void;
}

const ranks: Record<LogLevel, number> = { debug: 0, info: 1, warn: 2, error: 3 };

/** The log port: structured lines, from `level` upwards, into one sink. */
export class Log {
  /** Whether debug lines are wanted: ask before you make one. */
  readonly isDebug: boolean;
  readonly #rank: number;
  readonly #sink: LogSink;
  readonly #now: () => number;

  constructor(options: { level?: LogLevel | 'silent'; sink: LogSink; now?: () => number }) {
    const level = options.level ?? 'info';
    this.#rank = level === 'silent' ? Infinity : ranks[level];
    this.isDebug = this.#rank === 0;
    this.#sink = options.sink;
    this.#now = options.now ?? Date.now;
  }

  debug(event: string, fields: Readonly<Record<string, unknown>> = {}): void {
    this.#write('debug', event, fields);
  }

  info(event: string, fields: Readonly<Record<string, unknown>> = {}): void {
    this.#write('info', event, fields);
  }

  warn(event: string, fields: Readonly<Record<string, unknown>> = {}): void {
    this.#write('warn', event, fields);
  }

  error(event: string, fields: Readonly<Record<string, unknown>> = {}): void {
    this.#write('error', event, fields);
  }

  #write(level: LogLevel, event: string, fields: Readonly<Record<string, unknown>>): void {
    if (ranks[level] < this.#rank) return;
    try {
      this.#sink({ ...fields, level, at: this.#now(), event });
    } catch {
      // There is nowhere left to tell it, and a log must not break what it tells of.
    }
  }
}

/** A log that keeps nothing. */
export const silentLog = new Log({ level: 'silent', sink: () => undefined });

/** A log of JSON lines, one a line, for `write`. */
export const jsonLines =
  (write: (text: string) => void): LogSink =>
  (line) => {
    write(JSON.stringify(line));
  };
