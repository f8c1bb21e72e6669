import { Expiring, newId, type Deadlines, type Runtime } from '@xec/xec';
import type { SessionLimits } from './options.js';
import { keepAlive, silenceCheck } from './silence.js';
import { StreamEnd } from './stream-end.js';
import type { Stream } from './stream.js';

/**
 * A server that answered when it was asked last is asked again this part of `silenceMs` early: looking once
 * more, for the moment that its answer took, costs as much as asking.
 */
const EARLY = 1 / 20;

/** Watches whether the server of an open stream still speaks. */
export class SilenceWatch extends Expiring {
  readonly #limits: SessionLimits;
  readonly #deadlines: Deadlines;
  readonly #runtime: Runtime;
  #stream: Stream | undefined = undefined;
  /** When the server was asked whether it is there; 0 while it need not answer. */
  #askedAt = 0;
  #isPaused = false;
  #ask: (() => void) | undefined = undefined;

  constructor(limits: SessionLimits, deadlines: Deadlines, runtime: Runtime) {
    super();
    this.#limits = limits;
    this.#deadlines = deadlines;
    this.#runtime = runtime;
  }

  /**
   * Watches `stream` from now on.
   *
   * @param ask asks for an acknowledgement, and ends the stream where none comes; absent: there are none,
   * and the server is asked by a ping
   */
  start(stream: Stream, ask?: () => void): void {
    this.#stream = stream;
    this.#ask = ask;
    this.#askedAt = 0;
    this.#deadlines.add(this, this.#limits.silenceMs);
  }

  stop(): void {
    this.#stream = undefined;
    this.#deadlines.remove(this);
  }

  /** We do not read, or read on: what the server says meanwhile lies unread, and is no silence. */
  pause(isPaused: boolean): void {
    this.#isPaused = isPaused;
    if (this.#stream !== undefined) this.#stream.heardAt = this.#runtime.monotonic();
  }

  /** The timer: has the server been silent for too long? */
  expire(): void {
    const stream = this.#stream;
    if (stream === undefined) return;
    const now = this.#runtime.monotonic();
    if (this.#isPaused) stream.heardAt = now;
    if (this.#ask !== undefined) {
      this.#askForAck(this.#ask, now - stream.heardAt);
      return;
    }
    const check = silenceCheck(this.#limits, stream.heardAt, this.#askedAt, now);
    if (check.verdict === 'dead') {
      const text = `nothing was heard for ${String(Math.round(check.silentMs))} ms`;
      stream.abort(new StreamEnd('silent', 'connection-timeout', text));
      return;
    }
    if (check.verdict === 'ask') {
      this.#askedAt = now;
      stream.sendElement(keepAlive(newId(this.#runtime)));
    } else if (check.verdict === 'heard') {
      this.#askedAt = 0;
    }
    this.#deadlines.add(this, check.nextMs);
  }

  #askForAck(ask: () => void, silentMs: number): void {
    const { silenceMs } = this.#limits;
    const isTime = silentMs >= silenceMs * (1 - EARLY);
    if (isTime) ask();
    this.#deadlines.add(this, isTime ? silenceMs : silenceMs - silentMs);
  }
}
