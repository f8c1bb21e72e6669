import { createClient, type Client, type Connector } from '@xec/client';
import {
  ActionError,
  JournalError,
  Log,
  ping,
  type AnyPacket,
  type Journal,
  type Runtime,
} from '@xec/xec';
import { NAMED } from '../checker/index.js';
import type { HistoryWriter } from '../history/index.js';
import { Random } from '@xec/testing/random';
import { Issuer, crash, type Invocation } from '../workload/index.js';
import { noteOf } from './note.js';
import type { Assignment, ChildSettings } from './orders.js';

/** How many requests a session may have at a time. */
const MAX_PENDING = 30;
/** Numbers of requests: each turn has so many of its own. */
const TURN = 100_000;
const AGAIN_MS = 100;

/** What a hosted session needs of its process. */
export interface Home {
  readonly settings: ChildSettings;
  readonly history: HistoryWriter;
  readonly journal: Journal;
  readonly runtime: Runtime;
  /** The connector for a session. */
  connector(session: string): Connector;
  online(session: string): void;
  resting(session: string): void;
  lost(session: HostedSession, why: string): void;
}

/** One session in this process: connects, asks by chance, and writes down what comes of it. */
export class HostedSession {
  readonly #home: Home;
  readonly #assignment: Assignment;
  readonly #client: Client;
  readonly #issuer: Issuer;
  readonly #random: Random;
  #timer: NodeJS.Timeout | undefined = undefined;
  #isOver = false;
  #isResting = false;
  #lastSeq = 0;
  /** The last packet that the named reader got. */
  #lastRead = 0;

  constructor(assignment: Assignment, home: Home) {
    this.#home = home;
    this.#assignment = assignment;
    const { session, turn, others } = assignment;
    this.#random = Random.of(home.settings.seed, `${session} ${turn}`);
    this.#issuer = new Issuer(this.#random, others, turn * TURN);
    this.#client = this.#makeClient();
    this.#subscribe();
  }

  get name(): string {
    return this.#assignment.session;
  }

  start(): void {
    if (this.#isOver) return; // it was taken away again before it could begin
    void this.#connect();
    if (!this.#isResting) this.#issueLater();
  }

  /** Asks for nothing more; tells when nothing is pending. */
  rest(): void {
    this.#isResting = true;
    clearTimeout(this.#timer);
    this.#look();
  }

  /** Gives the session back. */
  async leave(): Promise<void> {
    this.#isOver = true;
    clearTimeout(this.#timer);
    try {
      await this.#client.suspend();
    } catch (error) {
      // One that was never opened has nothing to give back; a store that does not answer, no lease.
      if (!(error instanceof JournalError)) throw error;
    }
  }

  #makeClient(): Client {
    const { session, jid, password, service, takeOver } = this.#assignment;
    const { journal, runtime, history } = this.#home;
    return createClient({
      jid,
      password,
      service,
      session,
      journal,
      runtime,
      takeOver,
      connector: this.#home.connector(session),
      features: [ping, crash],
      log: this.#log(),
      limits: { silenceMs: 1500, answerMs: 1500, loginMs: 4000 },
      backoff: { baseMs: 50, capMs: 500 },
      onFault: (fault, where) => {
        history.write({ e: 'fault', session, where, text: String(fault) });
      },
    });
  }

  /** A session that went to another owner tells nobody but the log. */
  #log(): Log {
    return new Log({
      level: 'warn',
      sink: ({ event, ...fields }) => {
        if (event === 'session-left') this.#end(`${event}: ${JSON.stringify(fields)}`);
      },
    });
  }

  #subscribe(): void {
    const { packets } = this.#client;
    packets.subscribeAny('*', (packet: AnyPacket) => {
      this.#lastSeq = packet.seq;
      this.#see(`live:${this.#home.settings.name}:${this.#assignment.turn}`, packet);
      this.#noticeEnd(packet);
      this.#look();
    });
    const name = `${NAMED}audit`;
    const read = (packet: AnyPacket): void => {
      this.#see(name, packet);
      this.#lastRead = packet.seq;
      this.#look();
    };
    packets.subscribeAny('*', read, { name, since: 0 });
  }

  async #connect(): Promise<void> {
    try {
      await this.#client.connect();
      this.#home.online(this.name);
      this.#look();
    } catch (error) {
      if (this.#client.state.state === 'ended') this.#end(String(error));
      else this.#connectLater(retryMs(error));
    }
  }

  #connectLater(ms: number): void {
    setTimeout(() => {
      if (!this.#isOver) void this.#connect();
    }, ms);
  }

  #issueLater(): void {
    this.#timer = setTimeout(() => {
      if (this.#isOver || this.#isResting) return;
      // Packets come once the journal gave the session; a stream is not needed to ask.
      const isOpen = this.#lastSeq > 0;
      if (isOpen && this.#client.pending.length < MAX_PENDING) this.#issue(this.#issuer.next());
      this.#issueLater();
    }, this.#random.wait(this.#home.settings.paceMs));
  }

  #issue({ action, timeoutMs, ...invocation }: Invocation): void {
    const { history } = this.#home;
    const session = this.name;
    history.write({ e: 'invoked', session, ...invocation });
    const options = timeoutMs === undefined ? {} : { timeoutMs };
    const { n } = invocation;
    if (this.#random.chance(0.3)) {
      this.#client.dispatch(action, options).catch((error: unknown) => {
        if (!(error instanceof ActionError)) this.#settled(n, error);
      });
      return;
    }
    this.#client.request(action, options).then(
      () => {
        this.#settled(n);
      },
      (error: unknown) => {
        this.#settled(n, error);
      },
    );
  }

  #settled(n: number, error?: unknown): void {
    const outcome = error === undefined ? 'handle' : outcomeOf(error);
    this.#home.history.write({ e: 'settled', session: this.name, n, outcome });
    this.#look();
  }

  #see(reader: string, packet: AnyPacket): void {
    this.#home.history.write({ e: 'seen', session: this.name, reader, ...noteOf(packet) });
  }

  #noticeEnd({ key, content }: AnyPacket): void {
    const { state } = this.#client;
    if (key !== 'session_state' || state.state !== 'ended') return;
    const { reason } = content as { reason?: { condition: string; text?: string } };
    this.#end(`${String(reason?.condition)}: ${String(reason?.text)}`);
  }

  #end(why: string): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#home.lost(this, why);
  }

  #look(): void {
    if (!this.#isResting || this.#isOver) return;
    if (this.#client.state.state !== 'online' || this.#client.pending.length > 0) return;
    if (this.#lastRead < this.#lastSeq) return;
    this.#home.history.write({ e: 'rested', session: this.name, seq: this.#lastSeq });
    this.#home.resting(this.name);
  }
}

/** A condition; `refused …` by the journal; or `elsewhere …`: another owner will hear of it. */
function outcomeOf(error: unknown): string {
  if (error instanceof ActionError) return error.condition;
  if (error instanceof JournalError && error.code !== 'fenced' && error.code !== 'closed') {
    return `refused: ${error.code}`;
  }
  return `elsewhere: ${error instanceof Error ? error.name : String(error)}`;
}

const retryMs = (error: unknown): number =>
  error instanceof JournalError ? Math.min(error.retryMs ?? AGAIN_MS, 500) : AGAIN_MS;
