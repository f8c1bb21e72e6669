/**
 * The stream of a component (XEP-0114 section 3): a header, a handshake, stanzas.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { NS_CLIENT, NS_COMPONENT, xml, XmlError, type XmlElement } from '@xec/stanza';
import type { StreamOwner } from '../faults/filter.js';
import type { FaultyStream, Pass } from '../faults/rules.js';
import type { FrameReceiver, FrameSocket } from '../frame-socket.js';
import { framingOf, type Framing } from '../framing.js';
import type { Host } from '../host.js';
import { NS_FRAMING } from '../namespaces.js';
import type { Sender } from '../session.js';
import * as elements from '../stream-elements.js';

export class ComponentConnection implements FrameReceiver, FaultyStream, Sender {
  readonly account = undefined;
  #state: 'opening' | 'handshake' | 'open' | 'closed' = 'opening';
  #domain = '';
  readonly #framing: Framing;
  readonly #streamId: string;

  constructor(
    /** Its number, for the record. */
    readonly id: number,
    private readonly host: Host,
    private readonly socket: FrameSocket,
  ) {
    this.#framing = framingOf(socket, NS_COMPONENT);
    this.#streamId = host.randomId();
  }

  /** What it answers for; empty before its header. */
  get domain(): string {
    return this.#domain;
  }

  /** For faults its domain is its name. */
  get owner(): StreamOwner {
    const name = this.#state === 'open' ? this.#domain : undefined;
    return { account: name, jid: name };
  }

  // ---- out ----

  send(el: XmlElement): void {
    const pass = (passed: XmlElement): void => this.#transmit(passed);
    if (this.host.faults.isQuiet) pass(el);
    else this.host.faults.run('out', this, el, pass);
  }

  #transmit(el: XmlElement): void {
    if (this.#state === 'closed') return;
    const text = this.#framing.write(el);
    this.host.record(this.id, 'out', text);
    this.socket.write(text);
  }

  // ---- in ----

  receive(text: string): void {
    this.host.record(this.id, 'in', text);
    if (this.#state === 'closed') return;
    try {
      const el = this.#framing.read(text);
      if (this.host.faults.isQuiet) this.#handle(el);
      else this.host.faults.run('in', this, el, (passed) => this.#handle(passed));
    } catch (error) {
      if (error instanceof XmlError) return this.broken(error);
      this.host.report(error);
      this.fail('internal-server-error');
    }
  }

  #handle(el: XmlElement): void {
    if (el.is('close', NS_FRAMING)) return this.end();
    if (this.#state === 'opening') return this.#handleOpen(el);
    if (this.#state === 'handshake') return this.#handleHandshake(el);
    const fault = this.host.router.receiveFrom(this, el);
    if (fault !== undefined) this.fail(fault);
  }

  #handleOpen(el: XmlElement): void {
    if (!el.is('open', NS_FRAMING)) return this.fail('invalid-namespace');
    const to = String(el.attrs['to']);
    if (this.host.components.secretOf(to) === undefined) return this.fail('host-unknown');
    this.#domain = to;
    this.#sendOpen();
    this.#state = 'handshake';
  }

  #sendOpen(): void {
    const from = this.#domain === '' ? this.host.domain : this.#domain;
    this.send(xml('open', { xmlns: NS_FRAMING, from, id: this.#streamId }));
  }

  #handleHandshake(el: XmlElement): void {
    const { components } = this.host;
    const secret = components.secretOf(this.#domain) ?? '';
    const digest = createHash('sha1').update(`${this.#streamId}${secret}`).digest('hex');
    const isRight = el.is('handshake', NS_CLIENT) && isSame(el.getText(), digest);
    if (!isRight) return this.fail('not-authorized', 'that is not the handshake of the secret');
    if (components.at(this.#domain) !== undefined) {
      return this.fail('conflict', 'The component is connected already');
    }
    components.add(this);
    this.#state = 'open';
    this.send(xml('handshake', { xmlns: NS_CLIENT }));
    this.host.faults.ownerChanged(this);
  }

  // ---- the end ----

  broken(error: XmlError): void {
    this.fail(error.condition, error.message);
  }

  end(): void {
    this.#finish(elements.close());
  }

  fail(condition: string, text?: string): void {
    this.#finish(elements.streamError(condition, text), elements.close());
  }

  redirect(host: string): void {
    this.#finish(elements.seeOtherHost(host), elements.close());
  }

  closeSocket(code: number, reason?: string): void {
    this.socket.close(code, reason);
  }

  cutMidFrame(el: XmlElement, pass: Pass): void {
    this.socket.cutMidFrame(this.#framing.write(el));
    pass(el);
    this.closed();
  }

  silence(isSilent: boolean): void {
    this.socket.silence(isSilent);
  }

  block(direction: 'in' | 'out', isBlocked: boolean): void {
    this.socket.block(direction, isBlocked);
  }

  /** Destroys the socket without a word. */
  abort(): void {
    this.socket.abort();
    this.closed();
  }

  closed(): void {
    this.#state = 'closed';
    this.host.components.remove(this);
    this.host.forget(this);
  }

  #finish(...last: readonly XmlElement[]): void {
    if (this.#state === 'closed') return;
    if (this.#state === 'opening') this.#sendOpen();
    for (const el of last) this.#transmit(el);
    this.socket.close(1000, 'Stream closed');
    this.closed();
  }
}

const isSame = (text: string, digest: string): boolean =>
  text.length === digest.length && timingSafeEqual(Buffer.from(text), Buffer.from(digest));
