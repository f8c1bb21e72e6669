/**
 * A rehearsal: a real session on a stage, to see what it would do with a frame.
 *
 * Parser, stream, login, session, engine and features are those of every client. Only the server is of
 * cardboard: it lets the client in, as far as it is told to, and says what it is told to say.
 */
import { systemRuntime, type SessionState } from '@xec/session';
import {
  countBetween,
  isStanza,
  parse,
  parseJid,
  readStreamError,
  type Element,
} from '@xec/stanza';
import { TransportError, memoryConnector, type Connector } from '@xec/transport';
import { SaslError, StreamError, XmppError, silentLog, type AnyPacket } from '@xec/xec';
import { Client } from '../client.js';
import { hideSecrets } from './hide-secrets.js';
import { accountOf, foretelling, isScripted } from './login.js';
import type { RehearsalOptions } from './options.js';
import { RehearsalJournal, STAGE, prepare } from './rehearsal-journal.js';
import { emptyScene, type Scene, type SceneEnd } from './scene.js';
import { StagedServer } from './staged-server.js';

/** So long that the client never comes back by itself: where it does, it was sent elsewhere. */
const NEVER = { baseMs: 2 ** 31 - 1, capMs: 2 ** 31 - 1 };
/** The parser has its own limit, and a condition for it; the stage has none. */
const MAX_FRAME_BYTES = 2 ** 30;

export class Rehearsal {
  readonly #options: RehearsalOptions;
  readonly #client: Client;
  readonly #journal: RehearsalJournal;
  #opening!: Scene; // set by open(), the only way to a rehearsal that goes on
  #server: StagedServer | undefined = undefined;
  #scene = emptyScene();
  #wasOnline = false;
  #acked: number;
  /** Resolves when the attempt to come online has its outcome, and why it failed. */
  #connecting: Promise<void> = Promise.resolve();
  #failure: unknown = undefined;
  /** How the session left its first stream. */
  #ended: Extract<SessionState, { readonly reason: object }> | undefined = undefined;
  /** Whether a stream error was said, by either side. */
  #wasError = false;
  readonly #elsewhere: Promise<string>;
  #onElsewhere: (service: string) => void = () => undefined;

  private constructor(options: RehearsalOptions, session: string) {
    const { jid, features, login, stream } = options;
    this.#options = options;
    this.#acked = stream?.acked ?? 0;
    this.#elsewhere = new Promise((resolve) => {
      this.#onElsewhere = resolve;
    });
    this.#journal = new RehearsalJournal(options, {
      onAcknowledged: (acked) => {
        this.#scene.acknowledged += countBetween(this.#acked, acked);
        this.#acked = acked;
      },
      onToken: (news) => {
        this.#scene.token = news;
      },
    });
    this.#client = new Client({
      jid,
      ...accountOf(login),
      ...(isScripted(options) && { runtime: foretelling(login) }),
      features,
      journal: this.#journal,
      session,
      service: STAGE,
      connector: this.#connector(),
      connect: { maxFrameBytes: MAX_FRAME_BYTES },
      backoff: NEVER,
      setUp: false,
      log: silentLog,
      onFault: (fault, where) => {
        this.#scene.faults.push(`${where}: ${String(fault)}`);
      },
    });
  }

  /**
   * Opens a session that knows all of `options`: online and idle, or as far as they let it come.
   *
   * @throws TypeError or InvalidJid when `options.jid` is no full JID
   */
  static async open(options: RehearsalOptions): Promise<Rehearsal> {
    const rehearsal = await Rehearsal.#prepared(options);
    await rehearsal.#connect();
    return rehearsal;
  }

  /** What becomes of what is stored when a process wakes the session: it stays offline. */
  static async wake(options: RehearsalOptions): Promise<Scene> {
    const rehearsal = await Rehearsal.#prepared(options);
    const scene = await rehearsal.#play();
    await rehearsal.close();
    return scene;
  }

  static async #prepared(options: RehearsalOptions): Promise<Rehearsal> {
    const { bare, resource } = parseJid(options.jid);
    if (resource === undefined) throw new TypeError(`expected a full JID, got "${options.jid}"`);
    const session = options.session ?? bare;
    const rehearsal = new Rehearsal(options, session);
    await prepare(rehearsal.#journal, session, options);
    await rehearsal.#listen();
    return rehearsal;
  }

  /** What came of the session's opening, which lies before all frames. */
  get opening(): Scene {
    return this.#opening;
  }

  /** Lets the client send a stanza of its own. */
  async send(stanza: Element): Promise<Scene> {
    await this.#client.send(stanza);
    return this.#play();
  }

  /** Lets a frame come in, and waits until all that it does has happened. */
  async receive(frame: string): Promise<Scene> {
    const before = this.#client.pending;
    this.#wasOnline = this.#isOnline;
    this.#server?.send(frame);
    const scene = await this.#play(before);
    const isBlank = frame.trim() === '';
    const wasKept = isLeftInLogin(scene) && !isBlank && isStanza(parse(frame));
    return { ...scene, isBlank, wasKept };
  }

  async close(): Promise<void> {
    await this.#client.disconnect();
  }

  get #isOnline(): boolean {
    return this.#client.state.state === 'online';
  }

  async #listen(): Promise<void> {
    const { packets } = this.#client;
    packets.subscribe('session_state', ({ content }) => {
      if ('reason' in content) this.#ended ??= content;
    });
    packets.subscribeAny('*', (packet: AnyPacket) => {
      this.#wasError ||= packet.key === 'streamerror';
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
      answered: (_stanza, answer) => this.#scene.answers.push(answer),
    });
  }

  /** Comes online, or waits for what a server says that does not come on by itself. */
  async #connect(): Promise<void> {
    this.#connecting = this.#client.connect().catch((error: unknown) => {
      this.#failure = error;
    });
    this.#opening = await this.#play();
    if (!isScripted(this.#options) && !this.#isOnline) throw this.#failure;
  }

  /** Waits for the end of a scene. What comes later belongs to the next one. */
  async #play(before: readonly string[] = []): Promise<Scene> {
    await this.#settled();
    const { state } = this.#client;
    const end = await this.#whither(this.#endOf());
    const scene = this.#scene;
    this.#scene = emptyScene();
    const ended = new Set(scene.completed.map(({ id }) => id));
    const left = before.filter((id) => !ended.has(id));
    return {
      ...scene,
      wasOnline: this.#wasOnline,
      isBlank: false,
      wasKept: false,
      isResumed: state.state === 'online' && state.resumed === true,
      ...(state.state === 'online' && { jid: state.jid }),
      ...(end !== undefined && { end }),
      pending: end === undefined ? this.#client.pending : left,
    };
  }

  /** What was said has arrived, all that it does is done, and the answers have arrived. */
  async #settled(): Promise<void> {
    await turn();
    await this.#client.settled();
    const { state } = this.#client.state;
    if (state === 'ended' || state === 'offline') await this.#connecting;
    await turn();
  }

  #endOf(): SceneEnd | undefined {
    const reason = this.#ended?.reason ?? reasonOf(this.#failure);
    if (reason === undefined) return undefined;
    const isStream = this.#wasOnline || this.#wasError || reason.condition === 'closed';
    return { ...reason, isLogin: this.#failure instanceof SaslError || !isStream };
  }

  /** Where the client goes now, if the server sent it elsewhere. */
  async #whither(end: SceneEnd | undefined): Promise<SceneEnd | undefined> {
    const ended = this.#ended;
    if (end === undefined || ended?.state !== 'reconnecting' || ended.inMs > 0) return end;
    const goesTo = await this.#elsewhere;
    return goesTo === STAGE ? end : { ...end, goesTo };
  }

  #connector(): Connector {
    const { jid, streamFeatures = [], stream, login } = this.#options;
    const isSecure = login?.isSecure ?? true;
    const stage = memoryConnector(
      (transport) => {
        this.#server = new StagedServer(transport, {
          jid,
          domain: parseJid(jid).domain,
          streamFeatures,
          stream,
          login,
          onFrame: this.#onFrame,
        });
      },
      { isSecure, isLoopback: false, channelBinding: (type) => login?.channelBinding?.[type] },
    );
    return (service, events, options) => {
      if (this.#server === undefined) return stage(service, events, options);
      this.#onElsewhere(service);
      return Promise.reject(new TransportError('refused', 'a rehearsal has one stream'));
    };
  }

  readonly #onFrame = (frame: string): void => {
    if (this.#wasOnline && this.#isOnline) {
      this.#scene.sent.push(frame);
      return;
    }
    this.#wasError ||= readStreamError(parse(frame)) !== undefined;
    this.#scene.sent.push(hideSecrets(frame));
  };
}

/** Whether a login went no further by what came. */
const isLeftInLogin = ({ wasOnline, jid, end, sent }: Scene): boolean =>
  !wasOnline && jid === undefined && end === undefined && sent.length === 0;

/** The end of a turn: what was sent has arrived by then. */
const turn = (): Promise<void> =>
  new Promise((resolve) => {
    systemRuntime.soon(resolve);
  });

function reasonOf(failure: unknown): Pick<SceneEnd, 'condition' | 'text'> | undefined {
  if (!(failure instanceof Error)) return undefined;
  return failure instanceof XmppError
    ? { condition: failure.condition, ...textOf(failure) }
    : { condition: 'closed', text: failure.message };
}

const textOf = (error: XmppError): { readonly text?: string } =>
  error instanceof StreamError && error.text !== undefined ? { text: error.text } : {};
