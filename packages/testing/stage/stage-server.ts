import {
  NS_BIND,
  NS_FRAMING,
  NS_SASL,
  NS_STREAM,
  iqResult,
  parse,
  write,
  xml,
  type XmlElement,
} from '@xec/stanza';
import type { MemoryTransport, TransportClose, TransportEvents } from '@xec/transport';

/**
 * What a server says to an element: frames, sent in order. `undefined`: what a friendly server would
 * say.
 */
export type Script = (el: XmlElement, server: StageServer) => readonly string[] | undefined;

/** One connection's server: friendly, save where its script says otherwise. */
export class StageServer implements TransportEvents {
  /** What the client sent, in order. */
  readonly received: XmlElement[] = [];
  /** How the connection ended. */
  end: TransportClose | undefined = undefined;
  readonly transport: MemoryTransport;
  readonly #domain: string;
  readonly #script: Script;
  #isLoggedIn = false;

  constructor(transport: MemoryTransport, domain: string, script: Script) {
    this.transport = transport;
    this.#domain = domain;
    this.#script = script;
    transport.attach(this);
  }

  /** The names of what the client sent. */
  get names(): string[] {
    return this.received.map(({ name }) => name);
  }

  /** What the client sent under `name`. */
  all(name: string): XmlElement[] {
    return this.received.filter((el) => el.name === name);
  }

  /** The condition of the stream error that the client sent. */
  get complaint(): string | undefined {
    return this.all('stream:error')[0]?.getChildElements()[0]?.getName();
  }

  send(...frames: readonly string[]): void {
    for (const frame of frames) this.transport.send(frame);
  }

  streamError(condition: string, text = ''): void {
    this.send(
      `<stream:error xmlns:stream='${NS_STREAM}'><${condition} ` +
        `xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>${text}</stream:error>`,
    );
  }

  onFrame(frame: string): void {
    const el = parse(frame);
    this.received.push(el);
    this.send(...(this.#script(el, this) ?? this.#friendly(el)));
  }

  onClose(end: TransportClose): void {
    this.end = end;
  }

  /** How the server opens its side of the stream. */
  opened(attrs: Readonly<Record<string, string | undefined>> = {}): string {
    const usual = { xmlns: NS_FRAMING, from: this.#domain, id: 'stage', version: '1.0' };
    return write(xml('open', { ...usual, ...attrs }));
  }

  /** Stream features: mechanisms before the login, binding after it. */
  features(...mechanisms: readonly string[]): string {
    const offered =
      mechanisms.length === 0
        ? xml('bind', { xmlns: NS_BIND })
        : xml(
            'mechanisms',
            { xmlns: NS_SASL },
            ...mechanisms.map((name) => xml('mechanism', {}, name)),
          );
    return write(xml('stream:features', { 'xmlns:stream': NS_STREAM }, offered));
  }

  /** The answer to a request to bind; without `jid` the resource that was asked for. */
  bound(request: XmlElement, jid?: string): string {
    const asked = request.getChild('bind', NS_BIND)?.getChild('resource', NS_BIND)?.getText();
    const text = jid ?? `juliet@${this.#domain}/${asked ?? 'given'}`;
    return write(iqResult(request, xml('bind', { xmlns: NS_BIND }, xml('jid', {}, text))));
  }

  #friendly(el: XmlElement): readonly string[] {
    if (el.is('open', NS_FRAMING)) {
      return [
        this.opened(),
        this.#isLoggedIn ? this.features() : this.features('PLAIN', 'ANONYMOUS'),
      ];
    }
    if (el.is('auth', NS_SASL)) {
      this.#isLoggedIn = true;
      return [`<success xmlns='${NS_SASL}'/>`];
    }
    if (el.is('close', NS_FRAMING)) return [`<close xmlns='${NS_FRAMING}'/>`];
    if (el.getChild('bind', NS_BIND) !== undefined) return [this.bound(el)];
    return [];
  }
}
