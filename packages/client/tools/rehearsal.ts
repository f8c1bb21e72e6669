/**
 * A rehearsal: a real session on a stage, to see what it would do with a stanza.
 *
 * Parser, stream, session, engine and features are those of every client. Only the server is of
 * cardboard: it lets the client in and says what it is told to say.
 */
import { MemoryJournal } from '@xec/journal-memory';
import { systemRuntime } from '@xec/session';
import { NS_CLIENT, parseJid, write, xml, type Element } from '@xec/stanza';
import { memoryConnector } from '@xec/transport';
import {
  newId,
  silentLog,
  type AnyPacket,
  type FactChange,
  type Feature,
  type PendingRecord,
  type Registration,
  type Tried,
  unitOf,
} from '@xec/xec';
import { Client } from '../client.js';
import { StagedServer } from './staged-server.js';

/** What the session knows when the curtain rises. */
export interface RehearsalOptions {
  /** Our own full JID. */
  readonly jid: string;
  /** Rehearsals of the same list share its registry. */
  readonly features: readonly Feature[];
  /** Requests that wait for their answer. */
  readonly pending?: readonly Omit<PendingRecord, 'session' | 'deadline' | 'timeoutMs'>[];
  /** Contacts, joined rooms and what else features keep. */
  readonly facts?: readonly FactChange[];
  /** Namespaces of stream features that the server offers beside resource binding. */
  readonly streamFeatures?: readonly string[];
}

/** What became of one frame. */
export interface Scene {
  /** The look-ups for payloads, in order. */
  readonly tried: readonly Tried[];
  /** The payloads that ran, in order. */
  readonly ran: readonly Registration[];
  /** The requests that it ended. */
  readonly completed: readonly PendingRecord[];
  /** Why nothing happened, where nothing did. */
  readonly ignored: readonly string[];
  /** Answers to an iq of type get or set: one, or none. */
  readonly answers: readonly Element[];
  /** Those of features; not the session's own, nor those of requests that a lost stream ended. */
  readonly packets: readonly AnyPacket[];
  /** What went out, as it went out. */
  readonly sent: readonly string[];
  /** Ids of requests that it left waiting: what the end of a stream does to them is another scene. */
  readonly pending: readonly string[];
  /** Whether the session knows something that it did not know. */
  readonly hasLearnt: boolean;
  /** What handlers threw, and where. */
  readonly faults: readonly string[];
  /** The stream ended: its condition, and in words why. */
  readonly end?: { readonly condition: string; readonly text?: string };
}

interface OpenScene {
  readonly tried: Tried[];
  readonly ran: Registration[];
  readonly completed: PendingRecord[];
  readonly ignored: string[];
  hasLearnt: boolean;
  readonly answers: Element[];
  readonly packets: AnyPacket[];
  readonly sent: string[];
  readonly faults: string[];
  end?: { readonly condition: string; readonly text?: string };
}

const SESSION = 'rehearsal';
const AN_HOUR_MS = 3_600_000;
/** The parser has its own limit, and a condition for it; the stage has none. */
const MAX_FRAME_BYTES = 2 ** 30;

export class Rehearsal {
  readonly #client: Client;
  readonly #domain: string;
  #server: StagedServer | undefined = undefined;
  #scene: OpenScene = emptyScene();
  /** The id of the stanza that closes a scene, and who waits for its answer. */
  #mark: string | undefined = undefined;
  #onSettled: (() => void) | undefined = undefined;

  private constructor(options: RehearsalOptions, journal: MemoryJournal) {
    const { jid, features } = options;
    this.#domain = parseJid(jid).domain;
    this.#client = new Client({
      jid,
      anonymous: true,
      features,
      journal,
      session: SESSION,
      service: 'stage',
      connector: memoryConnector((transport) => {
        if (this.#server !== undefined) throw new Error('a rehearsal has one stream');
        this.#server = new StagedServer(transport, {
          jid,
          domain: this.#domain,
          streamFeatures: options.streamFeatures ?? [],
          onFrame: this.#onFrame,
        });
      }),
      connect: { maxFrameBytes: MAX_FRAME_BYTES },
      setUp: false,
      log: silentLog,
      onFault: (fault, where) => {
        this.#scene.faults.push(`${where}: ${String(fault)}`);
      },
    });
  }

  /**
   * Opens a session that knows all of `options`, online and idle.
   *
   * @throws TypeError or InvalidJid when `options.jid` is no full JID
   */
  static async open(options: RehearsalOptions): Promise<Rehearsal> {
    if (parseJid(options.jid).resource === undefined) {
      throw new TypeError(`expected a full JID, got "${options.jid}"`);
    }
    const rehearsal = new Rehearsal(options, await journalWith(options));
    await rehearsal.#start();
    return rehearsal;
  }

  /** Lets the client send a stanza of its own. */
  async send(stanza: Element): Promise<Scene> {
    await this.#client.send(stanza);
    return this.#play();
  }

  /** Lets a frame come in, and waits until all that it does has happened. */
  async receive(frame: string): Promise<Scene> {
    const before = this.#client.pending;
    this.#server?.send(frame);
    return this.#play(before);
  }

  async close(): Promise<void> {
    await this.#client.disconnect();
  }

  async #start(): Promise<void> {
    const { packets } = this.#client;
    packets.subscribe('session_state', ({ content }) => {
      if (content.state === 'reconnecting' || content.state === 'ended') this.#end(content.reason);
    });
    packets.subscribeAny('*', (packet: AnyPacket) => {
      if (packet.key === 'session_state' || packet.key.endsWith('_errorconnectionlost')) return;
      this.#scene.packets.push(packet);
    });
    await this.#client.trace({
      tried: (look) => this.#scene.tried.push(look),
      ran: (_stanza, registration) => this.#scene.ran.push(registration),
      completed: (_stanza, record) => this.#scene.completed.push(record),
      learnt: () => {
        this.#scene.hasLearnt = true;
      },
      ignored: (_stanza, reason) => this.#scene.ignored.push(reason),
      answered: (stanza, answer) => {
        if (stanza.attrs['id'] !== this.#mark) this.#scene.answers.push(answer);
      },
    });
    await this.#client.connect();
    await this.#play(); // the packets of the login
  }

  /** Waits for the end of a scene. What comes later belongs to the next one. */
  async #play(before: readonly string[] = []): Promise<Scene> {
    await this.#settled();
    const scene = this.#scene;
    this.#scene = emptyScene();
    if (scene.end === undefined) return { ...scene, pending: this.#client.pending };
    const completed = new Set(scene.completed.map(({ id }) => id));
    return { ...scene, pending: before.filter((id) => !completed.has(id)) };
  }

  /**
   * Stanzas are handled, stored and answered in order: once an iq without a payload has its
   * `bad-request`, everything that came before it has happened.
   */
  async #settled(): Promise<void> {
    if (this.#client.state.state !== 'online') return;
    const id = newId(systemRuntime);
    this.#mark = id;
    const settled = new Promise<void>((resolve) => {
      this.#onSettled = resolve;
    });
    this.#server?.send(write(xml('iq', { xmlns: NS_CLIENT, type: 'get', id, from: this.#domain })));
    await settled;
  }

  #end(reason: { readonly condition: string; readonly text?: string }): void {
    this.#scene.end ??= reason;
    this.#onSettled?.();
  }

  readonly #onFrame = (frame: string): void => {
    if (this.#mark !== undefined && frame.includes(this.#mark)) this.#onSettled?.();
    else this.#scene.sent.push(frame);
  };
}

const emptyScene = (): OpenScene => ({
  tried: [],
  ran: [],
  completed: [],
  ignored: [],
  hasLearnt: false,
  answers: [],
  packets: [],
  sent: [],
  faults: [],
});

/** A journal as an earlier process may have left it. */
async function journalWith({ pending = [], facts = [] }: RehearsalOptions): Promise<MemoryJournal> {
  const journal = new MemoryJournal();
  const { fence } = await journal.open(SESSION);
  const deadline = systemRuntime.now() + AN_HOUR_MS;
  journal.commit([
    unitOf({
      session: SESSION,
      fence,
      pending: pending.map((record) => ({
        ...record,
        deadline,
        timeoutMs: AN_HOUR_MS,
        session: SESSION,
      })),
      facts,
    }),
  ]);
  return journal;
}
