/**
 * A session on a stage: real, save for the clock, the connection, and the server at its other end.
 */
import { setImmediate } from 'node:timers/promises';
import { MemoryJournal } from '@xec/journal-memory';
import {
  Session,
  Turnstile,
  sessionFeature,
  type SessionHost,
  type SessionOptions,
} from '@xec/session';
import {
  TransportError,
  memoryConnector,
  type MemoryOptions,
  type Transport,
} from '@xec/transport';
import {
  Committer,
  Deadlines,
  Log,
  Registry,
  defaultEngineLimits,
  type AnyPacket,
  type AnyPayload,
  type EngineLimits,
  type Feature,
  type Journal,
  type LogLine,
  type PayloadClass,
} from '@xec/xec';
import { TestRuntime } from '../rooms/test-runtime.js';
import { StageServer, type Script } from './stage-server.js';

export interface StageOptions extends Partial<Omit<SessionOptions, 'connector'>> {
  readonly features?: readonly Feature[];
  readonly script?: Script;
  readonly transport?: MemoryOptions;
  readonly journal?: Journal;
  readonly engineLimits?: Partial<EngineLimits>;
}

/** Opens a session of juliet@capulet.example, offline. She logs in by PLAIN. */
export async function openStage(options: StageOptions = {}): Promise<Stage> {
  const stage = new Stage(options);
  await stage.open();
  return stage;
}

export class Stage implements SessionHost {
  readonly runtime = new StageRuntime();
  readonly journal: Journal;
  session!: Session; // set by open(), which openStage() has called
  /** The servers of all connections, in order. */
  readonly servers: StageServer[] = [];
  /** The session's end of the newest connection. */
  transport!: Transport; // set by the first connection
  readonly packets: AnyPacket[] = [];
  readonly faults: { readonly fault: unknown; readonly where: string }[] = [];
  readonly log: LogLine[] = [];
  /** Whether anybody answers; while it is false connections are refused. */
  isServed = true;
  readonly #options: StageOptions;
  readonly #payloads = new Map<PayloadClass, AnyPayload>();

  constructor(options: StageOptions) {
    this.#options = options;
    this.journal = options.journal ?? new MemoryJournal();
  }

  async open(): Promise<void> {
    const { features = [], script = () => undefined, transport, engineLimits } = this.#options;
    const { runtime, journal } = this;
    const connector = memoryConnector((server) => {
      if (!this.isServed) throw new TransportError('refused', 'Nobody is there.');
      this.servers.push(new StageServer(server, 'capulet.example', script));
    }, transport);
    const session: SessionOptions = {
      jid: 'juliet@capulet.example',
      password: 'r0m30myr0m30',
      allowPlain: true,
      name: 'stage',
      service: 'memory',
      ...this.#options,
      connector: async (...args) => {
        this.transport = await connector(...args);
        return this.transport;
      },
    };
    const shared = {
      registry: new Registry([sessionFeature, ...features]),
      runtime,
      log: new Log({ level: 'debug', sink: (line) => this.log.push(line) }),
      journal,
      committer: new Committer(journal, runtime),
      deadlines: new Deadlines(runtime),
      turnstile: new Turnstile(runtime),
      limits: { ...defaultEngineLimits, ...engineLimits },
    };
    this.session = await Session.open(session, shared, this);
  }

  /** The server of the newest connection. */
  get server(): StageServer {
    const server = this.servers.at(-1);
    if (server === undefined) throw new Error('expected a connection');
    return server;
  }

  /** The keys of all packets, in order. */
  get keys(): string[] {
    return this.packets.map(({ key }) => key);
  }

  /** The contents of the packets under `key`, in order. */
  contents(key: string): unknown[] {
    return this.packets.filter((packet) => packet.key === key).map(({ content }) => content);
  }

  /** The states that packets told of, in order. */
  get states(): string[] {
    return this.contents('session_state').map((content) => (content as { state: string }).state);
  }

  /** How long the last packet said that the session waits. */
  get waitMs(): number {
    const last = this.contents('session_state').at(-1) as { inMs?: number };
    if (last.inMs === undefined) throw new Error('expected the session to wait');
    return last.inMs;
  }

  /** Connects; online when this returns. */
  async connected(): Promise<this> {
    const done = this.session.connect();
    await this.settle();
    await done;
    return this;
  }

  /** Lets everything happen that waits for no clock. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 6; turn += 1) {
      await setImmediate();
      this.runtime.flush();
    }
  }

  /** Lets everything happen until what other threads work at has come. */
  async settleUntil(isSo: () => boolean): Promise<void> {
    while (!isSo()) await this.settle();
    await this.settle();
  }

  /** Moves the clock in steps, so that each timer finds the world as its time has it. */
  async advance(ms: number, stepMs = ms): Promise<void> {
    for (let left = ms; left > 0; left -= stepMs) {
      this.runtime.advance(Math.min(left, stepMs));
      await this.settle();
    }
  }

  /** Ends the session, and says how many timers are left. */
  async disconnected(): Promise<number> {
    const done = this.session.disconnect();
    await this.settle();
    await done;
    return this.runtime.timers;
  }

  payload(type: PayloadClass): AnyPayload {
    let instance = this.#payloads.get(type);
    if (instance === undefined) {
      instance = new type();
      this.#payloads.set(type, instance);
    }
    return instance;
  }

  publish(packet: AnyPacket): void {
    this.packets.push(packet);
  }

  onFault(fault: unknown, where: string): void {
    this.faults.push({ fault, where });
  }
}

/** Counts the timers that wait. */
class StageRuntime extends TestRuntime {
  readonly #waiting = new Set<symbol>();

  get timers(): number {
    return this.#waiting.size;
  }

  override later(ms: number, run: () => void): () => void {
    const timer = Symbol();
    this.#waiting.add(timer);
    const undo = super.later(ms, () => {
      this.#waiting.delete(timer);
      run();
    });
    return () => {
      this.#waiting.delete(timer);
      undo();
    };
  }
}
