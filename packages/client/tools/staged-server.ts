/**
 * A server of a few lines, which lets one client in and then says what it is told to.
 */
import {
  NS_BIND,
  NS_CLIENT,
  NS_FRAMING,
  NS_SASL,
  NS_STREAM,
  NS_STREAM_MANAGEMENT,
  iqResult,
  parse,
  write,
  xml,
  type Element,
  type XmlElement,
} from '@xec/stanza';
import type { MemoryTransport, TransportEvents } from '@xec/transport';
import type { ManagedStream } from './options.js';

export interface StagedServerOptions {
  /** The full JID that the client gets, whatever it asks for. */
  readonly jid: string;
  readonly domain: string;
  /** Namespaces of stream features that are offered beside resource binding. */
  readonly streamFeatures: readonly string[];
  /** The stream that the client may want to go on with. */
  readonly stream?: ManagedStream | undefined;
  /** Present: all that it says by itself is which mechanisms it offers, if even that. */
  readonly login?: { readonly offers?: readonly string[] | undefined } | undefined;
  /** Hears each frame that the client sends once it greets no more. */
  readonly onFrame: (frame: string) => void;
}

/** The far end of a memory pair: ANONYMOUS, one resource, and no opinion of its own. */
export class StagedServer implements TransportEvents {
  readonly #options: StagedServerOptions;
  readonly #transport: MemoryTransport;
  #isLoggedIn = false;
  #greets = true;

  constructor(transport: MemoryTransport, options: StagedServerOptions) {
    this.#options = options;
    this.#transport = transport;
    transport.attach(this);
  }

  /** Sends a frame as it is, broken or not. */
  send(frame: string): void {
    this.#transport.send(frame);
  }

  onFrame(frame: string): void {
    const { onFrame, login } = this.#options;
    if (!this.#greets) onFrame(frame);
    else if (login === undefined) this.#greet(parse(frame));
    else this.#begin(login.offers);
  }

  onClose(): void {
    // The client's session says why it ended.
  }

  /** The client has opened the stream. */
  #begin(offers: readonly string[] | undefined): void {
    this.#greets = false;
    if (offers === undefined) return;
    this.#open('stage-1');
    this.#say(features(mechanisms(offers)));
  }

  /** One step of the login (RFC 7395 section 3.4, RFC 6120 sections 6 and 7, XEP-0198 section 5). */
  #greet(el: Element): void {
    const { jid, stream } = this.#options;
    if (el.is('open', NS_FRAMING)) {
      this.#open(this.#isLoggedIn ? 'stage-2' : 'stage-1');
      this.#say(this.#isLoggedIn ? this.#boundFeatures() : features(mechanisms(['ANONYMOUS'])));
    } else if (el.is('auth', NS_SASL)) {
      this.#isLoggedIn = true;
      this.#say(xml('success', { xmlns: NS_SASL }));
    } else if (el.is('resume', NS_STREAM_MANAGEMENT) && stream !== undefined) {
      this.#greets = false;
      if (stream.state === 'online') this.#resumed(stream);
    } else if (el.is('iq', NS_CLIENT)) {
      this.#greets = false; // nor does it answer <enable/>, where that is what comes next
      this.#say(iqResult(el, xml('bind', { xmlns: NS_BIND }, xml('jid', {}, jid))));
    }
  }

  #resumed({ id, acked }: ManagedStream): void {
    this.#say(xml('resumed', { xmlns: NS_STREAM_MANAGEMENT, previd: id, h: String(acked) }));
  }

  #boundFeatures(): XmlElement {
    const { streamFeatures, stream } = this.#options;
    const managed = stream === undefined ? [] : [NS_STREAM_MANAGEMENT];
    const offered = new Set([NS_BIND, ...streamFeatures, ...managed]);
    // Who is to have no acknowledgements is not offered any.
    if (stream === undefined) offered.delete(NS_STREAM_MANAGEMENT);
    return features(...[...offered].map((xmlns) => xml('feature', { xmlns })));
  }

  #open(id: string): void {
    const { domain } = this.#options;
    this.#say(xml('open', { xmlns: NS_FRAMING, from: domain, id, version: '1.0' }));
  }

  #say(el: XmlElement): void {
    this.send(write(el));
  }
}

const features = (...offered: readonly Element[]): XmlElement =>
  xml('stream:features', { 'xmlns:stream': NS_STREAM }, ...offered);

const mechanisms = (names: readonly string[]): XmlElement =>
  xml('mechanisms', { xmlns: NS_SASL }, ...names.map((name) => xml('mechanism', {}, name)));
