/**
 * One XMPP stream over one connection: frames in, elements out, and an end that is told once.
 */
import {
  XmlError,
  closeStream,
  defaultParseLimits,
  isStanza,
  openStream,
  parse,
  readStreamError,
  readStreamOpen,
  streamError,
  write,
  NS_FRAMING,
  type Element,
  type ParseLimits,
  type StreamErrorCondition,
  type StreamOpen,
} from '@xec/stanza';
import type { Transport, TransportClose, TransportEvents } from '@xec/transport';
import { StreamEnd } from './stream-end.js';

/** Who uses a stream. */
export interface StreamOwner {
  /** A stanza of an open stream whose login is done. */
  onStanza(stanza: Element): void;
  /** The stream is over. Called once. */
  onStreamEnd(end: StreamEnd): void;
  /** What was sent has left. */
  onStreamDrain(): void;
  /** The time since some moment, milliseconds: {@link Stream.heardAt} is measured with it. */
  monotonic(): number;
}

interface Reader {
  resolve(el: Element): void;
  reject(end: StreamEnd): void;
}

/** How many frames may come before they are asked for: a login is a dialogue. */
const MAX_UNREAD = 64;

export class Stream implements TransportEvents {
  /** When the last frame came in. */
  heardAt: number;
  readonly #owner: StreamOwner;
  readonly #limits: ParseLimits;
  #transport: Transport | undefined = undefined;
  #end: StreamEnd | undefined = undefined;
  /** Whether stanzas go to the owner; before that elements are read one by one. */
  #isFlowing = false;
  /** Frames that came while the login was busy. Read one by one, so that none overtakes another. */
  #unread: string[] = [];
  /** The connection went behind the unread frames. */
  #lost: StreamEnd | undefined = undefined;
  #reader: Reader | undefined = undefined;
  #isGone = false;
  #onGone: (() => void) | undefined = undefined;

  constructor(owner: StreamOwner, limits: ParseLimits = defaultParseLimits) {
    this.#owner = owner;
    this.#limits = limits;
    this.heardAt = owner.monotonic();
  }

  /** The connection; absent until it is open. */
  get transport(): Transport | undefined {
    return this.#transport;
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
  async open(domain: string, lang: string): Promise<StreamOpen> {
    // What came before belongs to no stream, least of all to the one after a login.
    for (const frame of this.#unread.splice(0)) {
      const early = this.#end === undefined ? this.#read(frame) : undefined;
      if (early === undefined) continue;
      throw this.fail('unsupported-stanza-type', `expected nothing yet, got <${early.name}/>`);
    }
    this.sendElement(openStream(domain, lang));
    const el = await this.next();
    const open = readStreamOpen(el);
    if (open === undefined) throw this.fail('bad-format', `expected <open/>, got <${el.name}/>`);
    return open;
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
    });
  }

  /** The login is done: from here on stanzas go to the owner, those that wait first. */
  flow(): void {
    this.#isFlowing = true;
    const unread = this.#unread;
    this.#unread = [];
    for (const frame of unread) this.#flowIn(frame);
    if (this.#lost !== undefined) this.#finish(this.#lost);
  }

  send(xml: string): void {
    this.#transport?.send(xml);
  }

  sendElement(el: Element): void {
    this.send(write(el));
  }

  /** Ends the stream in order: `<close/>`, and the connection after it. */
  close(end: StreamEnd): void {
    if (this.#end !== undefined) return;
    this.sendElement(closeStream());
    this.#transport?.close();
    this.#finish(end);
  }

  /** Ends the stream with an error of our own. */
  fail(condition: StreamErrorCondition, text: string): StreamEnd {
    const end = new StreamEnd('error-sent', condition, text);
    if (this.#end === undefined) {
      this.sendElement(streamError(condition, text));
      this.close(end);
    }
    return end;
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

  onFrame(frame: string): void {
    if (this.#end !== undefined) return;
    this.heardAt = this.#owner.monotonic();
    if (this.#isFlowing) this.#flowIn(frame);
    else if (this.#reader !== undefined) this.#answer(this.#reader, frame);
    else if (this.#unread.length < MAX_UNREAD) this.#unread.push(frame);
    else this.fail('policy-violation', `expected ${String(MAX_UNREAD)} frames at most in a login`);
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

  #flowIn(frame: string): void {
    if (this.#end !== undefined) return;
    const el = this.#read(frame);
    if (el === undefined) return;
    if (isStanza(el)) this.#owner.onStanza(el);
    else this.fail('unsupported-stanza-type', `expected a stanza, got <${el.getName()}/>`);
  }

  #answer(reader: Reader, frame: string): void {
    const el = this.#read(frame);
    if (el === undefined) return;
    this.#reader = undefined;
    reader.resolve(el);
  }

  /** One frame; `undefined` where it holds nothing for anybody, or ended the stream. */
  #read(frame: string): Element | undefined {
    let el: Element;
    try {
      el = parse(frame, this.#limits);
    } catch (error) {
      if (!(error instanceof XmlError)) throw error;
      // White space may be dropped (RFC 7395 section 3.8).
      if (frame.trim() !== '') this.fail(error.condition, error.message);
      return undefined;
    }
    if (isStanza(el)) return el;
    const info = readStreamError(el);
    if (info !== undefined) {
      this.close(new StreamEnd('error-received', info.condition, info.text));
    } else if (el.is('close', NS_FRAMING)) {
      this.close(new StreamEnd('closed', 'closed', 'the server closed the stream'));
    } else {
      return el;
    }
    return undefined;
  }

  #finish(end: StreamEnd): void {
    if (this.#end !== undefined) return;
    this.#end = end;
    this.#unread = [];
    this.#reader?.reject(end);
    this.#reader = undefined;
    this.#owner.onStreamEnd(end);
  }
}
