/**
 * The client: a session wired to its transport, its journal and its features.
 */
import { MemoryJournal } from '@xec/journal-memory';
import { Session, systemRuntime, type SessionHost, type SessionState } from '@xec/session';
import { parseJid, type Element, type Jid } from '@xec/stanza';
import { loadPart } from '@xec/transport';
import {
  Log,
  PacketBus,
  defaultEngineLimits,
  jsonLines,
  checkBounds,
  newId,
  type AnyAction,
  type AnyPacket,
  type AnyPayload,
  type Feature,
  type Journal,
  type PayloadClass,
  type Registry,
  type RequestOptions,
  type ResultOf,
  type Runtime,
  type Secret,
  type Tracer,
} from '@xec/xec';
import type { DependencyContainer, InjectionToken } from 'tsyringe';
import { checkOptions } from './check-options.js';
import { defaultConnector } from './default-connector.js';
import type { ClientOptions } from './options.js';
import { committerOf, deadlinesOf, registryOf, turnstileOf } from './shared.js';
import { saySurvival } from './survival.js';
import { CLIENT, JOURNAL, LOG, RUNTIME } from './tokens.js';

/**
 * One account's client: connects, asks, and tells its subscribers. Make it with {@link createClient}.
 */
export class Client implements SessionHost {
  /** Where to subscribe: `client.packets.subscribe('roster_additem_handle', …)`. */
  readonly packets: PacketBus;
  readonly log: Log;
  /** Where its session is stored. */
  readonly journal: Journal;
  readonly #options: ClientOptions;
  readonly #runtime: Runtime;
  #features: readonly Feature[];
  #registry: Registry;
  #container: DependencyContainer | undefined = undefined;
  #makingContainer: Promise<DependencyContainer> | undefined = undefined;
  #payloads: Map<PayloadClass, AnyPayload> | undefined = undefined;
  #opening: Promise<Session> | undefined = undefined;
  #session: Session | undefined = undefined;

  /** @throws TypeError or InvalidJid when the options do not fit: nothing was opened then */
  constructor(options: ClientOptions) {
    checkOptions(options);
    this.#options = options;
    this.#runtime = options.runtime ?? systemRuntime;
    this.journal = options.journal ?? new MemoryJournal();
    this.#features = options.features ?? noFeatures;
    this.#registry = registryOf(this.#features, options.identities);
    this.log = options.log ?? consoleLog;
    this.packets = new PacketBus(
      () => this.#registry.keys,
      (fault, key) => {
        this.log.error('fault', { where: `subscriber of ${key}`, message: String(fault) });
        this.onFault(fault, `subscriber of ${key}`);
      },
    );
  }

  /** Takes features into use. Only before the first connection or request. */
  use(...features: readonly Feature[]): this {
    if (this.#opening !== undefined) {
      throw new Error('expected use() before the first connection or request');
    }
    this.#features = [...this.#features, ...features];
    this.#registry = registryOf(this.#features, this.#options.identities);
    return this;
  }

  /** What is in use: actions, payloads, keys. */
  get registry(): Registry {
    return this.#registry;
  }

  /** Where the session stands; each change is the packet `session_state` too. */
  get state(): SessionState {
    return this.#session?.state ?? { state: 'offline' };
  }

  /** Our full JID once bound; before that the account. */
  get jid(): Jid {
    return this.#session?.jid ?? parseJid(this.#options.jid).toBare();
  }

  /**
   * This client's container: an application may resolve its own services from it. It is loaded when it
   * is asked for, or when a payload in use asks for services.
   *
   * @throws TransportError `unreachable` when it cannot be loaded now: it is tried again when asked for again
   */
  get container(): Promise<DependencyContainer> {
    this.#makingContainer ??= this.#makeContainer().catch((error: unknown) => {
      this.#makingContainer = undefined;
      throw error;
    });
    return this.#makingContainer;
  }

  /**
   * Connects and logs in. Resolves when the session is online.
   *
   * A stream that is lost later is replaced without another call; `session_state` tells of it.
   *
   * @throws TransportError when no server was found; the session is offline again
   * @throws SaslError when the login was refused; the session has ended, or is offline where only the
   * password is missing
   * @throws StreamError when the server ended the stream
   */
  async connect(): Promise<void> {
    await (await this.#open()).connect();
  }

  /**
   * The password of the logins to come. The session that is online goes on: call it when
   * `Register/ChangePassword` is answered.
   */
  async setPassword(password: string | Secret): Promise<void> {
    (await this.#open()).setPassword(password);
  }

  /** Closes the stream and ends the session; what is pending ends as `connection-lost`. */
  async disconnect(): Promise<void> {
    if (this.#opening !== undefined) await (await this.#opening).disconnect();
  }

  /**
   * Leaves the session for a later process, or another one: what is pending goes on there, and the
   * stream can be resumed. Those who wait for a request here hear of it by a `SuspendedError`. Call it
   * when the process is told to end.
   */
  async suspend(): Promise<void> {
    const opening = this.#opening;
    if (opening === undefined) return;
    this.#opening = undefined;
    await (await opening).suspend();
    await this.packets.detach();
    this.#session = undefined;
  }

  /**
   * Stores and sends a request; resolves with the content of its `handle` packet.
   *
   * May be called without a stream: it is sent when there is one.
   *
   * @throws TypeError when no feature in use has the action: nothing was sent
   * @throws ActionError when it ended in any other way than with a result
   */
  async request<A extends AnyAction>(action: A, options?: RequestOptions): Promise<ResultOf<A>> {
    const session = this.#session ?? (await this.#open());
    // The engine resolves with what the action delivered as `handle`: its key decides the type.
    return session.request(action, options) as Promise<ResultOf<A>>;
  }

  /** Stores and sends a request; resolves with its id when its bytes have left. */
  async dispatch(action: AnyAction, options?: RequestOptions): Promise<string> {
    const session = this.#session ?? (await this.#open());
    return session.dispatch(action, options);
  }

  /** Sends a stanza that is no request. */
  async send(stanza: Element): Promise<void> {
    (this.#session ?? (await this.#open())).send(stanza);
  }

  /** Lets a tool hear what becomes of stanzas. */
  async trace(tracer: Tracer): Promise<void> {
    (await this.#open()).trace(tracer);
  }

  /**
   * Resolves when all that came in is handled and stored, and a login waits for what the server says
   * next: for tools.
   */
  async settled(): Promise<void> {
    await (await this.#open()).settled();
  }

  /** Ids of requests that wait for their answer. */
  get pending(): readonly string[] {
    return this.#session?.pending ?? [];
  }

  // ── the session's host ────────────────────────────────────────────────────────────────────────

  /** The instance of a payload class: made once a client, with what it injects. */
  payload(type: PayloadClass): AnyPayload {
    let instance = this.#payloads?.get(type);
    if (instance === undefined) {
      instance = asksForServices(type) ? this.#resolve(type) : new type();
      this.#payloads ??= new Map();
      this.#payloads.set(type, instance);
    }
    return instance;
  }

  publish(packet: AnyPacket): void {
    this.packets.publish(packet);
  }

  onFault(fault: unknown, where: string): void {
    try {
      this.#options.onFault?.(fault, where);
    } catch (error) {
      // Whoever hears of faults must not be one more to those who report them.
      this.log.error('fault', { where: 'onFault', message: String(error) });
    }
  }

  // ── inside ────────────────────────────────────────────────────────────────────────────────────

  #resolve(type: PayloadClass): AnyPayload {
    if (this.#container === undefined)
      throw new Error('expected a container: the session is not open');
    // tsyringe types constructors with `any`; what this one takes is decided by its tokens.
    return this.#container.resolve(type as InjectionToken<AnyPayload>);
  }

  async #makeContainer(): Promise<DependencyContainer> {
    const { makeContainer } = await loadPart(() => import('./providers.js'));
    const container = makeContainer(this.#options.providers ?? []);
    container.register(CLIENT, { useValue: this });
    container.register(LOG, { useValue: this.log });
    container.register(JOURNAL, { useValue: this.journal });
    container.register(RUNTIME, { useValue: this.#runtime });
    this.#container = container;
    return container;
  }

  #open(): Promise<Session> {
    this.#opening ??= this.#openSession().catch((error: unknown) => {
      this.#opening = undefined; // the journal may be there next time
      throw error;
    });
    return this.#opening;
  }

  async #openSession(): Promise<Session> {
    const { session: name, connector, limits, service, jid } = this.#options;
    checkBounds(limits?.bounds ?? {}, this.#registry.bounds);
    saySurvival(this.journal, this.#options.journal, name !== undefined, this.log);
    const isAsked = this.#registry.features.some(({ payloads }) => payloads?.some(asksForServices));
    if (isAsked) await this.container;
    const shared = {
      registry: this.#registry,
      runtime: this.#runtime,
      log: this.log,
      journal: this.journal,
      committer: committerOf(this.journal, this.#runtime),
      deadlines: deadlinesOf(this.#runtime),
      turnstile: turnstileOf(this.#runtime),
      limits: limits === undefined ? defaultEngineLimits : { ...defaultEngineLimits, ...limits },
    };
    const session = await Session.open(
      {
        ...this.#options,
        name: name ?? newId(this.#runtime),
        service: service ?? parseJid(jid).domain,
        connector: connector ?? defaultConnector,
      },
      shared,
      this,
    );
    this.#session = session;
    this.packets.attach({
      journal: this.journal,
      session: session.name,
      lastSeq: () => session.lastSeq,
      ahead: Math.max(shared.limits.readAhead, 1),
      runtime: this.#runtime,
    });
    return session;
  }
}

/** Makes a client. Nothing is opened before the first connection or request. */
export const createClient = (options: ClientOptions): Client => new Client(options);

const noFeatures: readonly Feature[] = [];

/** Whether a payload is made by the container. */
const asksForServices = (type: PayloadClass): boolean => type.length > 0;

const consoleLog = new Log({
  level: 'warn',
  sink: jsonLines((text) => {
    console.error(text);
  }),
});
