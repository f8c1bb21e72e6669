/**
 * Carries stored stanzas to the server, over as many streams as it takes, and says what became of them
 * (XEP-0198 section 5).
 */
import {
  handledCountTooHigh,
  readStreamManagement,
  type Element,
  type StreamManagementReply,
} from '@xec/stanza';
import type {
  Deadlines,
  Engine,
  OutboundStanza,
  Runtime,
  SessionSnapshot,
  StreamFact,
} from '@xec/xec';
import { Acks, type AckOwner } from './acks.js';
import type { BoundLogin } from './login/login.js';
import type { LostStream } from './login/stream-id.js';
import type { SessionLimits } from './options.js';
import { Outbox } from './outbox.js';
import { StreamEnd } from './stream-end.js';
import type { Stream } from './stream.js';

/** The session whose stanzas are carried. */
export interface CarrierOwner {
  readonly name: string;
  readonly engine: Engine;
  readonly limits: SessionLimits;
  readonly deadlines: Deadlines;
  readonly runtime: Runtime;
}

export class Carrier implements AckOwner {
  readonly #owner: CarrierOwner;
  readonly #outbox: Outbox;
  /** The stream that is open for stanzas. */
  #stream: Stream | undefined = undefined;
  /** Its acknowledgements; absent where the server gives none. */
  #acks: Acks | undefined = undefined;
  /** How many stanzas of the stream are handled and stored. */
  #handled = 0;
  /** Whether an earlier stream may have taken stanzas of which nobody knows. */
  #isUnclear = false;

  #wasCounted = false;

  constructor(owner: CarrierOwner) {
    this.#owner = owner;
    this.#outbox = new Outbox(owner.limits.bufferedBytes);
  }

  /** Takes what the journal has: an earlier process may have sent all of it. */
  restore(snapshot: SessionSnapshot): void {
    this.#handled = snapshot.inbound;
    this.#isUnclear = this.#fact !== undefined;
    this.#outbox.restore(snapshot.outbound, snapshot.acked, this.#isUnclear);
  }

  /** How many stanzas wait for a stream. */
  get waiting(): number {
    return this.#outbox.waiting;
  }

  get unacknowledged(): number {
    return this.#outbox.unacknowledged;
  }

  /** The stream to go on with; absent where none can be resumed. */
  get previous(): LostStream | undefined {
    const { id, isSealed = false } = this.#fact ?? {};
    return id === undefined ? undefined : { id, isSealed, handled: this.#handled };
  }

  /** Whether the stream before was counted, so that what came on it must be stored before the next. */
  get wasCounted(): boolean {
    return this.#wasCounted;
  }

  /** Where the server would like the stream to be resumed. */
  get location(): string | undefined {
    return this.#fact?.location;
  }

  /** How the open stream asks whether the server is there; absent without acknowledgements. */
  get askAcks(): (() => void) | undefined {
    const acks = this.#acks;
    return acks === undefined
      ? undefined
      : () => {
          acks.ask();
        };
  }

  // ── streams come and go ───────────────────────────────────────────────────────────────────────

  /** The lost stream goes on: what the server has not handled is sent again, as it was. */
  resumed(stream: Stream, handled: number): StreamEnd | undefined {
    const fault = this.#acknowledge(stream, handled);
    if (fault !== undefined) return fault;
    this.#outbox.rewind();
    this.#open(stream, true);
    return undefined;
  }

  /** A new stream is bound. What an earlier one left without an answer has its outcome now. */
  async bound(stream: Stream, login: BoundLogin, fact: StreamFact): Promise<void> {
    const { engine } = this.#owner;
    if (this.#isUnclear) this.#giveUp(login.handledBefore);
    this.#outbox.begin();
    this.#handled = 0;
    engine.opened(fact, login.early, login.managed !== undefined);
    this.#isUnclear = true;
    // Before the first stanza leaves: the next process must know that some may have.
    await engine.idle();
    if (stream.end === undefined) this.#open(stream, login.managed !== undefined);
  }

  /** The stream has ended: what is stored waits. */
  closed(): void {
    this.#stream = undefined;
    this.#acks?.stop();
    this.#acks = undefined;
  }

  /** There will be another stream: what was sent on one that cannot be resumed is lost. */
  loseUnlessResumable(): void {
    if (this.#isUnclear && this.previous === undefined) this.#giveUp(undefined);
  }

  /** The stream is lost for good, whatever the server still knows of it. */
  forget(): void {
    if (this.#isUnclear) this.#giveUp(undefined);
  }

  /** The session ended for good. Gives what belongs to requests that were made since then. */
  keepPending(): readonly OutboundStanza[] {
    const { pending } = this.#owner.engine;
    this.#isUnclear = false;
    this.#handled = 0;
    this.#owner.engine.forgetStream();
    const stanzas = this.#outbox.takeAll();
    return stanzas.filter(({ id }) => id !== undefined && pending.get(id) !== undefined);
  }

  // ── the open stream ───────────────────────────────────────────────────────────────────────────

  /** These are stored: they leave now, or when there is a stream. */
  output(stanzas: readonly OutboundStanza[]): void {
    this.#outbox.add(stanzas);
    this.flush();
    const most = this.#owner.limits.answers;
    if (this.#outbox.unasked <= most) return;
    const text = `expected at most ${String(most)} answers to wait: nobody takes them`;
    this.#stream?.fail('resource-constraint', text);
  }

  withdraw(id: string): number | undefined {
    return this.#outbox.withdraw(id);
  }

  /** Sends what is stored, as far as the socket takes it. */
  flush(): void {
    if (this.#stream === undefined) return;
    const { engine } = this.#owner;
    const isManaged = this.#acks !== undefined;
    const left = this.#outbox.flush(this.#stream, isManaged, this.#beforeSending);
    if (left.length === 0) return;
    if (this.#owner.runtime.point !== undefined) {
      this.#stream.transport?.flush?.(); // the moment is the one at which bytes have left
      this.#owner.runtime.point('after-send', this.#owner.name);
    }
    if (this.#acks === undefined) {
      engine.leftForGood(left);
      return;
    }
    engine.left(left);
    this.#acks.sent(left.some(({ id }) => this.#endsWithAck(id)));
  }

  /** We do not read, or read on. */
  pause(isPaused: boolean): void {
    this.#acks?.pause(isPaused);
  }

  received(): void {
    this.#acks?.received();
  }

  /** What the `count`th stanza of the stream did is stored. */
  stored(count: number): void {
    this.#handled = count;
    this.#acks?.stored(count);
  }

  /** Says a last time what is handled. */
  sayHandled(): void {
    this.#acks?.answer();
  }

  /** Takes an element that is no stanza; `false` for one that does not belong on this stream. */
  take(el: Element): boolean {
    const reply: StreamManagementReply | undefined = readStreamManagement(el);
    return reply !== undefined && this.#acks?.take(reply) === true;
  }

  onAcknowledged(count: number): void {
    const stream = this.#stream;
    if (stream !== undefined) this.#acknowledge(stream, count);
  }

  // ── inside ────────────────────────────────────────────────────────────────────────────────────

  get #fact(): StreamFact | undefined {
    return this.#owner.engine.facts.get('stream', 'current');
  }

  #open(stream: Stream, isManaged: boolean): void {
    const { limits, deadlines } = this.#owner;
    this.#stream = stream;
    this.#wasCounted = isManaged;
    this.#acks = isManaged ? new Acks(this, stream, limits, deadlines, this.#handled) : undefined;
    this.#dropUnwanted();
    this.flush();
  }

  #acknowledge(stream: Stream, count: number): StreamEnd | undefined {
    const news = this.#outbox.acknowledge(count);
    if (typeof news === 'number') {
      const text = `the server acknowledged ${String(count)} stanzas of ${String(news)}`;
      const end = new StreamEnd('error-sent', 'undefined-condition', text);
      // Its count and ours have nothing to do with each other any more: nothing is sent blindly.
      this.forget();
      return stream.failWith(handledCountTooHigh(count, news), end);
    }
    if (news.length === 0) return undefined;
    this.#owner.engine.acknowledged(news, count);
    this.#owner.runtime.point?.('after-ack', this.#owner.name);
    return undefined;
  }

  /**
   * The stream is gone for good. With the server's count what it has not handled has certainly not
   * arrived and is sent on the next stream; without, nobody knows.
   */
  #giveUp(handled: number | undefined): void {
    const { engine } = this.#owner;
    this.#isUnclear = false;
    const news = handled === undefined ? undefined : this.#outbox.acknowledge(handled);
    const dropped = new Set<string>();
    const wasSent = new Set(this.#outbox.sent);
    if (handled !== undefined && news !== undefined && typeof news !== 'number') {
      if (news.length > 0) engine.acknowledged(news, handled);
      engine.notDelivered(this.#outbox.sent);
      this.#outbox.rewind();
    }
    const { lastSent } = this.#outbox;
    this.#outbox.dropSent();
    const withdrawn = this.#outbox.keep((stanza) => {
      if (!this.#isOfItsStream(stanza, wasSent.has(stanza))) return true;
      if (stanza.id !== undefined) dropped.add(stanza.id);
      return false;
    });
    engine.lost({ lastSent, withdrawn, dropped });
  }

  /** What is said anew on each stream: set-up, and presence that had been said. */
  #isOfItsStream({ id, xml }: OutboundStanza, wasSent: boolean): boolean {
    const record = id === undefined ? undefined : this.#owner.engine.pending.get(id);
    if (record?.isSetUp === true || xml === '') return true;
    return wasSent && (record?.kind === 'presence' || xml.startsWith('<presence'));
  }

  /** What was taken back meanwhile need not leave; the stanza of a secret died with its process. */
  #dropUnwanted(): void {
    const { engine } = this.#owner;
    const unwanted = this.#outbox.keep(
      ({ id, xml }) => xml !== '' && (id === undefined || engine.pending.get(id) !== undefined),
    );
    if (unwanted.length > 0) engine.withdrawn(unwanted);
  }

  /** Whether the request `id` ends when the server has its stanza. */
  #endsWithAck(id: string | undefined): boolean {
    const record = id === undefined ? undefined : this.#owner.engine.pending.get(id);
    return record !== undefined && record.kind !== 'iq';
  }

  readonly #beforeSending = (): void => {
    this.#owner.runtime.point?.('while-sending', this.#owner.name);
  };
}
