import { isDeepStrictEqual } from 'node:util';
import { MemoryJournal } from '@xec/journal-memory';
import {
  iqError,
  iqResult,
  parse,
  parseJid,
  type Element,
  type StanzaErrorCondition,
  type XmlElement,
} from '@xec/stanza';
import {
  Committer,
  Deadlines,
  Engine,
  Registry,
  StanzaError,
  defaultEngineLimits,
  silentLog,
  type AnyAction,
  type AnyPacket,
  type AnyPayload,
  type ContactFact,
  type EngineHost,
  type EngineLimits,
  type FactChange,
  type Feature,
  type Log,
  type OutboundStanza,
  type PayloadClass,
  type RequestOptions,
  type ResultOf,
  type RoomFact,
  emptySnapshot,
} from '@xec/xec';
import * as v from 'valibot';
import { noteAction } from './note-actions.js';
import { TestRuntime } from './test-runtime.js';

export interface RoomOptions {
  /** Our full JID. */
  readonly self: string;
  /** The roster, by bare JID. */
  readonly contacts?: Readonly<Record<string, ContactFact>>;
  /** Joined rooms, by bare JID. */
  readonly rooms?: Readonly<Record<string, RoomFact>>;
  /** What the own account announces. Default: that it gives stanza-ids. */
  readonly announced?: readonly string[];
  /** Instances of payloads that need services. */
  readonly payloads?: ReadonlyMap<PayloadClass, AnyPayload>;
  readonly limits?: Partial<EngineLimits>;
  readonly log?: Log;
}

/**
 * A room of the house with a door to both sides: stanzas go in, packets and stanzas come out. No
 * socket, no clock: what it does has happened when a call returns, unless a handler is async.
 */
export function openRoom(use: Feature | readonly Feature[], options: RoomOptions): TestRoom {
  return new TestRoom('name' in use ? [use] : use, options);
}

/** A registry never changes, and that of all features takes 20 ms: one for each list. */
const registries = new WeakMap<readonly Feature[], Registry>();

function registryOf(features: readonly Feature[]): Registry {
  const registry = registries.get(features) ?? new Registry(features);
  registries.set(features, registry);
  return registry;
}

export class TestRoom implements EngineHost {
  readonly runtime = new TestRuntime();
  readonly engine: Engine;
  readonly registry: Registry;
  /** Packets that left, in order. */
  readonly packets: AnyPacket[] = [];
  /** Stanzas that left, in order. */
  readonly sent: XmlElement[] = [];
  /** What handlers threw, and where. */
  readonly faults: { readonly fault: unknown; readonly where: string }[] = [];
  /** Names of the payloads that ran, in order. */
  readonly ran: string[] = [];
  /** Ids of the requests that a stanza ended, in order. */
  readonly completed: string[] = [];
  /** Why stanzas were ignored. */
  readonly ignored: string[] = [];
  /** Whether stanzas leave; while it is false they wait, as they do without a stream. */
  isOnline = true;
  readonly #payloads: Map<PayloadClass, AnyPayload>;
  #waiting: OutboundStanza[] = [];
  readonly #learnt: FactChange[] = [];

  constructor(features: readonly Feature[], options: RoomOptions) {
    this.registry = registryOf(features);
    this.#payloads = new Map(options.payloads);
    const self = parseJid(options.self);
    const journal = new MemoryJournal();
    void journal.open('test'); // in memory: done when it returns
    const shared = {
      registry: this.registry,
      runtime: this.runtime,
      log: options.log ?? silentLog,
      committer: new Committer(journal, this.runtime),
      deadlines: new Deadlines(this.runtime),
      limits: { ...defaultEngineLimits, ...options.limits },
    };
    this.engine = new Engine('test', self, emptySnapshot(1), shared, this);
    for (const [key, value] of Object.entries(options.contacts ?? {})) {
      this.engine.facts.apply({ section: 'contact', key, value });
    }
    const announced = { features: options.announced ?? ['urn:xmpp:sid:0'] };
    this.engine.facts.apply({ section: 'announced', key: self.bare, value: announced });
    for (const [key, value] of Object.entries(options.rooms ?? {})) {
      this.engine.facts.apply({ section: 'room', key, value });
    }
    this.engine.trace({
      tried: () => undefined,
      ignored: (_stanza, reason) => this.ignored.push(reason),
      answered: () => undefined,
      ran: (_stanza, { description }) => this.ran.push(description.name),
      completed: (stanza, { id, name }) => {
        this.completed.push(id);
        // What was asked by a handler, too: of `request` it is noted how it ended.
        noteAction(name, stanza.attrs['type'] === 'error' ? 'refused' : 'answered');
      },
      learnt: (change) => this.#learnt.push(change),
    });
  }

  /** The keys of all packets, in order. */
  get keys(): string[] {
    return this.packets.map(({ key }) => key);
  }

  /** The contents of the packets under `key`, in order. */
  contents(key: string): unknown[] {
    return this.packets.filter((packet) => packet.key === key).map(({ content }) => content);
  }

  /** Lets a stanza come in. */
  receive(stanza: Element | string): void {
    this.engine.receive(typeof stanza === 'string' ? parse(stanza) : stanza);
    this.#flush();
  }

  /** Comes online, as after a login. */
  online(streamFeatures: readonly string[] = [], initialPresence = true): void {
    this.engine.online(streamFeatures, { initialPresence });
    this.#flush();
  }

  /** Starts a request; its stanza is in `sent` when this returns. */
  request<A extends AnyAction>(action: A, options?: RequestOptions): Promise<ResultOf<A>> {
    const outcome = this.engine.request(action, options) as Promise<ResultOf<A>>;
    const { name } = this.registry.entryOf(action).description;
    noteAction(name, 'sent');
    // A test that does not wait for it is not disturbed by it.
    outcome.then(
      () => noteAction(name, 'answered'),
      (error: unknown) => {
        if (error instanceof StanzaError) noteAction(name, 'refused');
      },
    );
    this.#flush();
    return outcome;
  }

  /** Answers the last iq that was sent, as its peer would; `attrs` are changed in the answer. */
  answer(attrs: Readonly<Record<string, string>> = {}, child?: Element): void {
    this.#reply(iqResult(this.#lastRequest(), child), attrs);
  }

  /** Refuses the last iq that was sent, as its peer would. */
  refuse(
    error: StanzaErrorCondition | Element,
    attrs: Readonly<Record<string, string>> = {},
  ): void {
    this.#reply(iqError(this.#lastRequest(), error), attrs);
  }

  /** Waits for async handlers that need no clock. */
  async settled(): Promise<void> {
    for (let turn = 0; turn < 20; turn += 1) {
      await Promise.resolve();
      this.runtime.flush();
    }
  }

  /** Lets all happen, and holds what was learnt against its schema: a later process reads it by that. */
  #flush(): void {
    this.runtime.flush();
    for (const { section, value } of this.#learnt.splice(0)) {
      const schema = this.registry.facts.get(section)?.schema;
      if (value === undefined || schema === undefined) continue;
      const read = v.safeParse(schema, value);
      if (read.success && isDeepStrictEqual(read.output, value)) continue;
      const text = `a fact of "${section}" is not what its schema says: ${JSON.stringify(value)}`;
      throw new Error(text, { cause: read.issues });
    }
  }

  #lastRequest(): XmlElement {
    const request = this.sent.findLast(
      ({ name, attrs }) => name === 'iq' && (attrs['type'] === 'get' || attrs['type'] === 'set'),
    );
    if (request === undefined) throw new Error('expected a request among what was sent');
    return request;
  }

  #reply(reply: XmlElement, attrs: Readonly<Record<string, string>>): void {
    const to: unknown = this.#lastRequest().attrs['to'];
    delete reply.attrs['to'];
    Object.assign(reply.attrs, typeof to === 'string' && { from: to }, attrs);
    this.receive(reply);
  }

  // ── what the engine asks of its host ──────────────────────────────────────────────────────────

  payload(type: PayloadClass): AnyPayload {
    let instance = this.#payloads.get(type);
    if (instance === undefined) {
      instance = new type();
      this.#payloads.set(type, instance);
    }
    return instance;
  }

  output(stanzas: readonly OutboundStanza[]): void {
    this.#waiting.push(...stanzas);
    if (!this.isOnline) return;
    const leaving = this.#waiting;
    this.#waiting = [];
    for (const { xml } of leaving) this.sent.push(parse(xml));
    this.engine.leftForGood(leaving);
  }

  withdraw(id: string): number | undefined {
    const stanza = this.#waiting.find((waiting) => waiting.id === id);
    this.#waiting = this.#waiting.filter((waiting) => waiting !== stanza);
    return stanza?.number;
  }

  publish(packet: AnyPacket): void {
    this.packets.push(packet);
  }

  onFault(fault: unknown, where: string): void {
    this.faults.push({ fault, where });
  }

  onPressure(): void {
    // A test that is interested looks at the session's own suite.
  }

  onCommitted(): void {
    // There is no server that counts.
  }

  onJournalRefusal(error: unknown): void {
    this.faults.push({ fault: error, where: 'journal' });
  }
}
