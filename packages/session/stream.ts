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

export class Stream implements TransportEvents {
  /** When the last frame came in. */
  heardAt: number;
  readonly #owner: StreamOwner;
  readonly #limits: ParseLimits;
  #transport: Transport | undefined = undefined;
  #end: StreamEnd | undefined = undefined;
  /** Whether elements go to the owner; before that they are read one by one. */
  #isFlowing = false;
  #inbox: Element[] = [];
  #reader: Reader | undefined = undefined;

  constructor(owner: StreamOwner, limits: ParseLimits = defaultParseLimits) {
    this.#owner = owner;
    this.#limits = limits;
    this.heardAt = owner.monotonic();
  }

  /** The connection; absent until it is open. */
  get transport(): Transport | undefined {
    return this.#transport;
  }

  /** The connection is open. */
  attach(transport: Transport): void {
    this.#transport = transport;
    this.heardAt = this.#owner.monotonic();
    if (this.#end !== undefined) transport.abort();
  }

  /** Opens the stream, anew after a login, and reads how the server opens its side. */
  async open(domain: string, lang: string): Promise<StreamOpen> {
    this.sendElement(openStream(domain, lang));
    const el = await this.next();
    const open = readStreamOpen(el);
    if (open === undefined) throw this.fail('bad-format', `expected <open/>, got <${el.name}/>`);
    return open;
  }

  /** The next element, while the login goes on. Rejects with the {@link StreamEnd}. */
  next(): Promise<Element> {
    const el = this.#inbox.shift();
    if (el !== undefined) return Promise.resolve(el);
    if (this.#end !== undefined) return Promise.reject(this.#end);
    return new Promise((resolve, reject) => {
      this.#reader = { resolve, reject };
    });
  }

  /** The login is done: from here on stanzas go to the owner, those that wait first. */
  flow(): void {
    this.#isFlowing = true;
    const waiting = this.#inbox;
    this.#inbox = [];
    for (const el of waiting) this.#deliver(el);
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

  onFrame(frame: string): void {
    if (this.#end !== undefined) return;
    this.heardAt = this.#owner.monotonic();
    let el: Element;
    try {
      el = parse(frame, this.#limits);
    } catch (error) {
      if (!(error instanceof XmlError)) throw error;
      if (frame.trim() === '') return; // white space may be dropped (RFC 7395 section 3.8)
      this.fail(error.condition, error.message);
      return;
    }
    const info = readStreamError(el);
    if (info !== undefined) {
      this.close(new StreamEnd('error-received', info.condition, info.text));
    } else if (el.is('close', NS_FRAMING)) {
      this.close(new StreamEnd('closed', 'closed', 'the server closed the stream'));
    } else {
      this.#deliver(el);
    }
  }

  onClose({ error, text }: TransportClose): void {
    const end =
      error === undefined
        ? new StreamEnd('lost', 'closed', text ?? 'the connection was closed')
        : new StreamEnd('lost', error.code, error.message, { cause: error });
    this.#finish(end);
  }

  onDrain(): void {
    this.#owner.onStreamDrain();
  }

  #deliver(el: Element): void {
    if (this.#end !== undefined) return;
    if (this.#isFlowing) {
      if (isStanza(el)) this.#owner.onStanza(el);
      else this.fail('unsupported-stanza-type', `expected a stanza, got <${el.getName()}/>`);
    } else if (this.#reader !== undefined) {
      const reader = this.#reader;
      this.#reader = undefined;
      reader.resolve(el);
    } else {
      this.#inbox.push(el);
    }
  }

  #finish(end: StreamEnd): void {
    if (this.#end !== undefined) return;
    this.#end = end;
    this.#inbox = [];
    this.#reader?.reject(end);
    this.#reader = undefined;
    this.#owner.onStreamEnd(end);
  }
}
