/**
 * A server of a few lines, which lets one client in and then says what it is told to.
 */
import {
  NS_BIND,
  NS_CLIENT,
  NS_FRAMING,
  NS_SASL,
  NS_STREAM,
  iqResult,
  parse,
  write,
  xml,
  type Element,
  type XmlElement,
} from '@xec/stanza';
import type { MemoryTransport, TransportEvents } from '@xec/transport';

export interface StagedServerOptions {
  /** The full JID that the client gets, whatever it asks for. */
  readonly jid: string;
  readonly domain: string;
  /** Namespaces of stream features that are offered beside resource binding. */
  readonly streamFeatures: readonly string[];
  /** Hears each frame that the client sends once it is bound. */
  readonly onFrame: (frame: string) => void;
}

/** The far end of a memory pair: ANONYMOUS, one resource, and no opinion of its own. */
export class StagedServer implements TransportEvents {
  readonly #options: StagedServerOptions;
  readonly #transport: MemoryTransport;
  #isLoggedIn = false;
  #isBound = false;

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
    if (this.#isBound) this.#options.onFrame(frame);
    else this.#greet(parse(frame));
  }

  onClose(): void {
    // The client's session says why it ended.
  }

  /** One step of the login (RFC 7395 section 3.4, RFC 6120 sections 6 and 7). */
  #greet(el: Element): void {
    const { domain, jid } = this.#options;
    if (el.is('open', NS_FRAMING)) {
      const id = this.#isLoggedIn ? 'stage-2' : 'stage-1';
      this.#say(xml('open', { xmlns: NS_FRAMING, from: domain, id, version: '1.0' }));
      this.#say(this.#features());
    } else if (el.is('auth', NS_SASL)) {
      this.#isLoggedIn = true;
      this.#say(xml('success', { xmlns: NS_SASL }));
    } else if (el.is('iq', NS_CLIENT)) {
      this.#isBound = true;
      this.#say(iqResult(el, xml('bind', { xmlns: NS_BIND }, xml('jid', {}, jid))));
    }
  }

  #features(): XmlElement {
    const offered = this.#isLoggedIn
      ? [NS_BIND, ...this.#options.streamFeatures].map((xmlns) => xml('feature', { xmlns }))
      : [xml('mechanisms', { xmlns: NS_SASL }, xml('mechanism', {}, 'ANONYMOUS'))];
    return xml('stream:features', { 'xmlns:stream': NS_STREAM }, ...offered);
  }

  #say(el: XmlElement): void {
    this.send(write(el));
  }
}
