import {
  ackAnswer,
  ackRequest,
  addToCount,
  hasReached,
  write,
  type StreamManagementReply,
} from '@xec/stanza';
import { Expiring, type Deadlines } from '@xec/xec';
import type { SessionLimits } from './options.js';
import { StreamEnd } from './stream-end.js';
import type { Stream } from './stream.js';

/** Whose acknowledgements these are. */
export interface AckOwner {
  /** How many stanzas have left, and are not acknowledged. */
  readonly unacknowledged: number;
  /** The server has handled so many stanzas of this stream. */
  onAcknowledged(count: number): void;
}

const REQUEST = write(ackRequest());

/** How long the server may wait for an answer while handlers are busy, in milliseconds. */
const ANSWER_MS = 5000;

/**
 * The acknowledgements of one stream (XEP-0198 section 4), both ways: says how many stanzas are
 * handled *and stored*, and asks the server for its count.
 */
export class Acks {
  readonly #owner: AckOwner;
  readonly #limits: SessionLimits;
  readonly #stream: Stream;
  /** Stanzas that came in; of those, the ones whose effects are stored. */
  #received: number;
  #stored: number;
  /** What must be stored before the server gets the answer that it waits for. */
  #owed: number | undefined = undefined;
  readonly #asking: Timer;
  readonly #answering: Timer;
  /** Whether the server was asked, and has not answered. */
  #isAsked = false;
  /** Whether somebody waits for stanzas that left after it was asked. */
  #isUrgent = false;
  #isPaused = false;

  /** @param handled how many stanzas of the stream are handled and stored */
  constructor(
    owner: AckOwner,
    stream: Stream,
    limits: SessionLimits,
    deadlines: Deadlines,
    handled: number,
  ) {
    this.#owner = owner;
    this.#stream = stream;
    this.#limits = limits;
    this.#received = handled;
    this.#stored = handled;
    this.#asking = new Timer(deadlines, this.#askTime);
    this.#answering = new Timer(deadlines, this.answer);
  }

  stop(): void {
    this.#asking.stop();
    this.#answering.stop();
  }

  /** A stanza came in. */
  received(): void {
    this.#received = addToCount(this.#received, 1);
  }

  /** What the `count`th stanza did is stored. */
  stored(count: number): void {
    this.#stored = count;
    if (this.#owed !== undefined && hasReached(count, this.#owed)) this.answer();
  }

  /** Takes what the server says about acknowledgements; `false` for what does not belong here. */
  take(reply: StreamManagementReply): boolean {
    if (reply.kind === 'request') this.#requested();
    else if (reply.kind === 'answer') this.#answered(reply.handled);
    else return false;
    return true;
  }

  /**
   * Stanzas have left.
   *
   * @param isUrgent whether somebody waits for them to arrive
   */
  sent(isUrgent: boolean): void {
    if (this.#isAsked) {
      this.#isUrgent ||= isUrgent;
      return;
    }
    if (isUrgent || this.#owner.unacknowledged >= this.#limits.ackAfter) this.ask();
    else this.#asking.begin(this.#limits.ackMs);
  }

  /** Asks the server now: it must answer within `answerMs`. */
  ask(): void {
    if (this.#isAsked) return;
    this.#isAsked = true;
    this.#stream.send(REQUEST);
    this.#asking.start(this.#limits.answerMs);
  }

  /** We do not read, or read on: the server's answer lies unread meanwhile. */
  pause(isPaused: boolean): void {
    this.#isPaused = isPaused;
    if (!isPaused && this.#isAsked) this.#asking.start(this.#limits.answerMs);
  }

  /** Says what is stored by now. */
  readonly answer = (): void => {
    this.#owed = undefined;
    this.#answering.stop();
    this.#stream.sendElement(ackAnswer(this.#stored));
  };

  /** What came before the request is stored soon: the server then knows all of it by one answer. */
  #requested(): void {
    if (this.#stored === this.#received) {
      this.answer();
      return;
    }
    this.#owed = this.#received;
    this.#answering.begin(ANSWER_MS);
  }

  #answered(count: number): void {
    const isUrgent = this.#isUrgent;
    this.#isAsked = false;
    this.#isUrgent = false;
    this.#asking.stop();
    this.#owner.onAcknowledged(count);
    if (this.#owner.unacknowledged > 0 && this.#stream.end === undefined) this.sent(isUrgent);
  }

  readonly #askTime = (): void => {
    if (this.#isPaused) {
      this.#asking.start(this.#limits.answerMs);
      return;
    }
    if (!this.#isAsked) {
      if (this.#owner.unacknowledged > 0) this.ask();
      return;
    }
    const text = `no acknowledgement came within ${String(this.#limits.answerMs)} ms`;
    this.#stream.abort(new StreamEnd('silent', 'connection-timeout', text));
  };
}

/** One deadline that can be moved. */
class Timer extends Expiring {
  readonly expire: () => void;
  readonly #deadlines: Deadlines;

  constructor(deadlines: Deadlines, expire: () => void) {
    super();
    this.#deadlines = deadlines;
    this.expire = expire;
  }

  /** Starts it where it does not run. */
  begin(ms: number): void {
    if (this.bucket === undefined) this.#deadlines.add(this, ms);
  }

  /** Starts it anew. */
  start(ms: number): void {
    this.#deadlines.remove(this);
    this.#deadlines.add(this, ms);
  }

  stop(): void {
    this.#deadlines.remove(this);
  }
}
