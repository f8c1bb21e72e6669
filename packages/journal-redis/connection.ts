/**
 * The way to Redis: one connection, and a new one after it. What cannot be answered now fails now.
 */
import { createClient, ErrorReply, type RedisClientOptions } from 'redis';
import { JournalError } from '@xec/xec';
import type { Script } from './commit-script.js';
import { asJournalError, isConnectionLost } from './errors.js';

/** Sends one command and gives its answer. */
export type Ask = (args: readonly string[]) => Promise<unknown>;

export interface ConnectionOptions {
  readonly client: RedisClientOptions;
  /** How long a command may go unanswered; after that the connection is given up. */
  readonly commandMs: number;
  /** Looks at each new connection before it is used: what it throws makes it none. */
  readonly greet: (ask: Ask) => Promise<void>;
  /** Hears why there is no connection: once for each reason. */
  readonly onLost: (error: JournalError) => void;
}

/** The longest wait between two attempts to connect. */
const MAX_WAIT_MS = 2000;

const newClient = (options: RedisClientOptions) =>
  createClient({
    ...options,
    // node-redis changes the object that it is given.
    socket: { connectTimeout: 5000, ...options.socket, reconnectStrategy: false },
    disableOfflineQueue: true,
    maintNotifications: 'disabled',
    commandOptions: { timeout: 0 }, // we have our own
  });

type Client = ReturnType<typeof newClient>;

export class Connection {
  readonly #options: ConnectionOptions;
  /** The connection that is in use; `undefined` while there is none. */
  #client: Client | undefined;
  /** Why there is none. */
  #lost: JournalError | undefined;
  #isClosed = false;
  /** Ends the wait for the next attempt. */
  #wake = (): void => {};

  private constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  /** @throws JournalError when the first attempt fails */
  static async open(options: ConnectionOptions): Promise<Connection> {
    const connection = new Connection(options);
    await connection.#connect();
    return connection;
  }

  /**
   * Sends a command.
   *
   * @throws JournalError at once where there is no connection, and after `commandMs` without an answer:
   * what it should do may then be done, or may be done later
   */
  async ask(args: readonly string[]): Promise<unknown> {
    const client = this.#client;
    if (client === undefined) {
      throw new JournalError('unavailable', this.#lost?.message ?? 'Redis is not connected');
    }
    return this.#askOn(client, args);
  }

  /** Runs a script, and teaches it to a Redis that does not know it. */
  async run({ source, sha }: Script, keys: readonly string[], args: readonly string[]) {
    const rest = [String(keys.length), ...keys, ...args];
    try {
      return await this.ask(['EVALSHA', sha, ...rest]);
    } catch (error) {
      if (!isUnknownScript(error)) throw error;
      return this.ask(['EVAL', source, ...rest]);
    }
  }

  /** Ends it; what has no answer by then gets none. */
  close(): void {
    this.#isClosed = true;
    this.#wake();
    const client = this.#client;
    this.#client = undefined;
    client?.destroy();
  }

  #askOn(client: Client, args: readonly string[]): Promise<unknown> {
    const { commandMs } = this.#options;
    return new Promise((resolve, reject) => {
      let isAnswered = false;
      const giveUp = (): void => {
        if (isAnswered) return;
        const error = new JournalError('unavailable', `no answer from Redis for ${commandMs} ms`);
        reject(error);
        this.#lose(client, error);
      };
      // The answer may be here already, where this process was busy for long: it is read first.
      const timer = setTimeout(() => setImmediate(giveUp), commandMs);
      const answered = (): void => {
        isAnswered = true;
        clearTimeout(timer);
      };
      client.sendCommand(args).then(
        (reply) => {
          answered();
          resolve(reply);
        },
        (error: unknown) => {
          answered();
          reject(asJournalError(error));
          if (isConnectionLost(error)) this.#lose(client, asJournalError(error));
        },
      );
    });
  }

  async #connect(): Promise<void> {
    const client = newClient(this.#options.client);
    client.on('error', (error: unknown) => {
      this.#lose(client, asJournalError(error));
    });
    try {
      await this.#within(client.connect());
      await this.#options.greet((args) => this.#askOn(client, args));
      if (!client.isReady) throw new JournalError('unavailable', 'Redis closed the connection');
      if (this.#isClosed) throw new JournalError('closed', 'the journal is closed');
    } catch (error) {
      client.destroy();
      throw asJournalError(error);
    }
    this.#client = client;
    this.#lost = undefined;
  }

  /** A server that is stopped accepts connections all the same. */
  async #within(connected: Promise<unknown>): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const { commandMs } = this.#options;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new JournalError('unavailable', `no login at Redis within ${commandMs} ms`));
      }, commandMs);
    });
    try {
      await Promise.race([connected, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  #lose(client: Client, error: JournalError): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    client.destroy();
    this.#tell(error);
    void this.#connectAgain();
  }

  async #connectAgain(): Promise<void> {
    for (let attempt = 0; await this.#wait(backoff(attempt)); attempt += 1) {
      try {
        await this.#connect();
        return;
      } catch (error) {
        this.#tell(asJournalError(error));
      }
    }
  }

  #tell(error: JournalError): void {
    const isNews = error.message !== this.#lost?.message && !this.#isClosed;
    this.#lost = error;
    if (isNews) this.#options.onLost(error);
  }

  /** Whether there is another attempt to make, after `ms`. */
  #wait(ms: number): Promise<boolean> {
    if (this.#isClosed) return Promise.resolve(false);
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms, true);
      this.#wake = () => {
        clearTimeout(timer);
        resolve(false);
      };
    });
  }
}

/** Full jitter: daemons that lost the same Redis do not come back as one. */
const backoff = (attempt: number): number =>
  Math.random() * Math.min(50 * 2 ** attempt, MAX_WAIT_MS);

const isUnknownScript = (error: unknown): boolean =>
  error instanceof JournalError &&
  error.cause instanceof ErrorReply &&
  error.cause.message.startsWith('NOSCRIPT');
