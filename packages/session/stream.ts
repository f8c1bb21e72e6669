/**
 * One XMPP stream over one connection: frames in, elements out, and an end that is told once.
 */
import {
  XmlError,
  defaultParseLimits,
  isStanza,
  readStreamError,
  readStreamOpen,
  streamError,
  write,
  type Element,
  type ParseLimits,
  type StreamErrorCondition,
  type StreamOpen,
  type StreamOpening,
} from '@xec/stanza';
import {
  TransportError,
  type Transport,
  type TransportClose,
  type TransportEvents,
} from '@xec/transport';
import { End, framingOf, type Framing } from './framing.js';
import { defaultSessionLimits, type SessionLimits } from './options.js';
import { StreamEnd } from './stream-end.js';

/** Who uses a stream. */
export interface StreamOwner {
  /**
   * A stanza of an open stream whose login is done.
   *
   * @param at when it came in, by `monotonic`; absent where it waited for the login
   */
  onStanza(stanza: Element, at?: number): void;
  /**
   * Another element of such a stream.
   *
   * @returns whether it belongs there
   */
  onNonza(el: Element): boolean;
  /** The stream is over. Called once. */
  onStreamEnd(end: StreamEnd): void;
  /** What was sent has left. */
  onStreamDrain(): void;
  /** Reading was paused, and may go on as far as the stream is concerned. */
  onStreamRead(): void;
  /** The time since some moment, milliseconds: {@link Stream.heardAt} is measured with it. */
  monotonic(): number;
}

interface Reader {
  resolve(el: Element): void;
  reject(end: StreamEnd): void;
}

/** What may come of a login before it is asked for. */
export type StreamLimits = Pick<SessionLimits, 'unread' | 'early'>;

export class Stream implements TransportEvents {
  /** When the last frame came in. */
  heardAt: number;
  readonly limits: StreamLimits;
  readonly #owner: StreamOwner;
  readonly #parseLimits: ParseLimits;
  #transport: Transport | undefined = undefined;
  readonly #isComponent: boolean;
  #framing: Framing | undefined = undefined;
  #end: StreamEnd | undefined = undefined;
  /** Whether stanzas go to the owner; before that elements are read one by one. */
  #isFlowing = false;
  /** Whether the server may say much before it is asked: what is too much waits in the connection. */
  #isPatient = false;
  /** Frames that came while the login was busy. Read one by one, so that none overtakes another. */
  #unread: string[] = [];
  /** The connection went behind the unread frames. */
  #lost: StreamEnd | undefined = undefined;
  #reader: Reader | undefined = undefined;
  /** Who wants to know when nothing is done any more before the next frame. */
  #onListening: (() => void)[] | undefined = undefined;
  #isGone = false;
  #onGone: (() => void) | undefined = undefined;

  /** @param isComponent whether it is not a client's (XEP-0114) */
  constructor(
    owner: StreamOwner,
    parseLimits: ParseLimits = defaultParseLimits,
    isComponent = false,
    limits: StreamLimits = defaultSessionLimits,
  ) {
    this.#owner = owner;
    this.#parseLimits = parseLimits;
    this.limits = limits;
    this.#isComponent = isComponent;
    this.heardAt = owner.monotonic();
  }

  /** The connection; absent until it is open. */
  get transport(): Transport | undefined {
    return this.#transport;
  }

  /** Whether nobody on the way reads it: TLS, or this machine. */
  get isPrivate(): boolean {
    const { isSecure = false, isLoopback = false } = this.#transport ?? {};
    return isSecure || isLoopback;
  }

  /** How the stream ended; absent while it has not. */
  get end(): StreamEnd | undefined {
    return this.#end;
  }

  /** @throws StreamEnd when it has ended */
  throwIfEnded(): void {
    if (this.#end !== undefined) throw this.#end;
  }

  /** The connection is open. It is dropped where the stream has ended meanwhile. */
  attach(transport: Transport): void {
    this.#transport = transport;
    this.heardAt = this.#owner.monotonic();
    if (this.#end !== undefined) transport.abort();
  }

  /** Opens the stream, anew after a login, and reads how the server opens its side. */
  async open(opening: StreamOpening): Promise<StreamOpen> {
    // What came before belongs to no stream, least of all to the one after a login.
    for (const frame of this.#unread.splice(0)) {
      const early = this.#end === undefined ? this.#read(frame) : undefined;
      if (early === undefined) continue;
      throw this.fail('unsupported-stanza-type', `expected nothing yet, got <${early.name}/>`);
    }
    const transport = this.#transport;
    if (transport !== undefined) {
      if (this.#framing !== undefined) transport.restart?.();
      this.#framing = framingOf(transport, this.#parseLimits, this.#isComponent);
      transport.send(this.#framing.open(opening));
    }
    const el = await this.next();
    const open = this.#framing?.isOpening(el) === true ? readStreamOpen(el) : undefined;
    if (open === undefined) {
      throw this.fail('bad-format', `expected the opening of a stream, got <${el.name}/>`);
    }
    return open;
  }

  /** Goes over to TLS; the stream must be opened anew then (RFC 6120 section 5.4.3.3). */
  async startTls(): Promise<void> {
    this.#unread = []; // nothing that came in clear text counts any more
    try {
      await this.#transport?.startTls?.();
    } catch (error) {
      const end =
        error instanceof TransportError
          ? new StreamEnd('lost', error.code, error.message, { cause: error })
          : new StreamEnd('lost', 'closed', String(error), { cause: error });
      this.abort(end);
    }
    this.throwIfEnded();
  }

  /** The next element, while the login goes on. Rejects with the {@link StreamEnd}. */
  next(): Promise<Element> {
    while (this.#end === undefined) {
      const frame = this.#unread.shift();
      if (frame === undefined) break;
      const el = this.#read(frame);
      if (el !== undefined) return Promise.resolve(el);
    }
    if (this.#lost !== undefined) this.#finish(this.#lost);
    if (this.#end !== undefined) return Promise.reject(this.#end);
    return new Promise((resolve, reject) => {
      this.#reader = { resolve, reject };
      this.#listens();
    });
  }

  /** Resolves when a login waits for the next frame; at once where none goes on. */
  async listening(): Promise<void> {
    if (this.#end !== undefined || this.#isFlowing || this.#reader !== undefined) return;
    await new Promise<void>((resolve) => {
      (this.#onListening ??= []).push(resolve);
    });
  }

  /** The next answer may be followed at once by all that the server has for us. */
  bePatient(): void {
    this.#isPatient = true;
  }

  /** The login is done: from here on stanzas go to the owner, those that wait first. */
  flow(): void {
    this.#isFlowing = true;
    const unread = this.#unread;
    this.#unread = [];
    for (const frame of unread) this.#flowIn(frame);
    if (unread.length > this.limits.unread) this.#owner.onStreamRead();
    if (this.#lost !== undefined) this.#finish(this.#lost);
    this.#listens();
  }

  send(xml: string): void {
    this.#transport?.send(this.#framing?.stanza(xml) ?? xml);
  }

  sendElement(el: Element): void {
    this.send(write(el));
  }

  /** Ends the stream in order: its end tag or `<close/>`, and the connection after it. */
  close(end: StreamEnd): void {
    if (this.#end !== undefined) return;
    if (this.#framing !== undefined) this.#transport?.send(this.#framing.close);
    this.#transport?.close();
    this.#finish(end);
  }

  /** Ends the stream with an error of our own. */
  fail(condition: StreamErrorCondition, text: string): StreamEnd {
    return this.failWith(
      streamError(condition, text),
      new StreamEnd('error-sent', condition, text),
    );
  }

  /** Ends the stream with an error element that says more than a condition. */
  failWith(error: Element, end: StreamEnd): StreamEnd {
    if (this.#end === undefined) {
      this.sendElement(error);
      this.close(end);
    }
    return end;
  }

  /** Drops the connection, so that the stream can be resumed: `<close/>` would end it. */
  leave(end: StreamEnd): void {
    this.#transport?.close();
    this.#finish(end);
  }

  /** Drops the connection. */
  abort(end: StreamEnd): void {
    this.#transport?.abort();
    this.#finish(end);
  }

  /** Resolves when the connection is gone. Transports close in a bounded time. */
  async gone(): Promise<void> {
    if (this.#transport === undefined || this.#isGone) return;
    await new Promise<void>((resolve) => {
      this.#onGone = resolve;
    });
  }

  onFrame(frame: string, bytes?: Uint8Array): void {
    if (this.#end !== undefined) return;
    this.heardAt = this.#owner.monotonic();
    if (this.#isFlowing) this.#flowIn(frame, bytes, this.heardAt);
    else if (this.#reader !== undefined) this.#answer(this.#reader, frame);
    else if (this.#unread.length < this.limits.unread) this.#unread.push(frame);
    else if (this.#isPatient) this.#wait(frame);
    else
      this.fail(
        'policy-violation',
        `expected ${String(this.limits.unread)} frames at most in a login`,
      );
  }

  onClose({ error, text }: TransportClose): void {
    this.#isGone = true;
    this.#onGone?.();
    const end =
      error === undefined
        ? new StreamEnd('lost', 'closed', text ?? 'the connection was closed')
        : new StreamEnd('lost', error.code, error.message, { cause: error });
    // What came before the end is read before it: a refused login is no lost connection.
    if (this.#isFlowing || this.#reader !== undefined) this.#finish(end);
    else this.#lost = end;
  }

  onDrain(): void {
    this.#owner.onStreamDrain();
  }

  #wait(frame: string): void {
    this.#unread.push(frame);
    if (this.#unread.length === this.limits.unread + 1) this.#transport?.pause();
  }

  #flowIn(frame: string, bytes?: Uint8Array, at?: number): void {
    if (this.#end !== undefined) return;
    const el = this.#read(frame, bytes);
    if (el === undefined) return;
    if (isStanza(el)) this.#owner.onStanza(el, at);
    else if (!this.#owner.onNonza(el))
      this.fail('unsupported-stanza-type', `expected a stanza, got <${el.getName()}/>`);
  }

  #answer(reader: Reader, frame: string): void {
    const el = this.#read(frame);
    if (el === undefined) return;
    this.#reader = undefined;
    reader.resolve(el);
  }

  /** One frame; `undefined` where it holds nothing for anybody, or ended the stream. */
  #read(frame: string, bytes?: Uint8Array): Element | undefined {
    const framing = this.#framing;
    if (framing === undefined) {
      this.fail('bad-format', 'expected nothing before the stream was opened');
      return undefined;
    }
    let el: Element | End;
    try {
      el = framing.read(frame, bytes);
    } catch (error) {
      if (!(error instanceof XmlError)) throw error;
      // White space may be dropped (RFC 7395 section 3.8).
      if (frame.trim() !== '') this.fail(error.condition, error.message);
      return undefined;
    }
    if (el instanceof End) {
      const { elsewhere } = el;
      this.close(new StreamEnd('closed', 'closed', 'the server closed the stream', { elsewhere }));
      return undefined;
    }
    const info = readStreamError(el);
    if (info === undefined) return el;
    const { condition, text, elsewhere } = info;
    this.close(new StreamEnd('error-received', condition, text, { elsewhere }));
    return undefined;
  }

  #finish(end: StreamEnd): void {
    if (this.#end !== undefined) return;
    this.#end = end;
    this.#unread = [];
    this.#reader?.reject(end);
    this.#reader = undefined;
    this.#owner.onStreamEnd(end);
    this.#listens();
  }

  #listens(): void {
    const waiting = this.#onListening;
    if (waiting === undefined) return;
    this.#onListening = undefined;
    for (const resolve of waiting) resolve();
  }
}
