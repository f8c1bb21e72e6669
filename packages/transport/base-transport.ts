/**
 * What all transports do alike: order, pauses, and an end that is told once.
 */
import { TransportError } from './error.js';
import type { Transport, TransportClose, TransportEvents } from './transport.js';

/** Frames that arrived during a pause may take this much, in characters. */
const MAX_HELD = 16 * 1024 * 1024;
/** What a held frame costs beside its characters. */
const HELD_FRAME = 64;

/**
 * The state of a connection. A subclass tells it what arrives (`receive`, `end`, `fail`) and does
 * what it asks for (`shut`, `cut`, `setReading`).
 */
export abstract class BaseTransport implements Transport {
  abstract readonly kind: Transport['kind'];
  abstract readonly framing: Transport['framing'];
  abstract readonly isSecure: boolean;
  abstract readonly isLoopback: boolean;
  abstract readonly bufferedBytes: number;

  protected events: TransportEvents;
  private state: 'open' | 'closing' | 'closed' = 'open';
  protected isPaused = false;
  private isReleasing = false;
  /** Frames that were read before the pause took effect; they go first. */
  private held: string[] | undefined = undefined;
  private heldSize = 0;
  /** The end, waiting behind held frames. */
  private ending: TransportClose | undefined = undefined;

  constructor(events: TransportEvents) {
    this.events = events;
  }

  abstract send(frame: string): void;
  /** Sends what waits and closes; `end` follows in a bounded time. */
  protected abstract shut(): void;
  /** Drops the connection. */
  protected abstract cut(): void;
  /** Reads on, or stops reading, from the connection. */
  protected abstract setReading(isReading: boolean): void;

  /** Whether frames may be sent. */
  protected get isOpen(): boolean {
    return this.state === 'open' && this.ending === undefined;
  }

  pause(): void {
    if (this.isPaused || this.state !== 'open') return;
    this.isPaused = true;
    this.setReading(false);
  }

  resume(): void {
    if (!this.isPaused) return;
    this.isPaused = false;
    if (this.held !== undefined) this.releaseSoon();
    if (this.ending === undefined) this.setReading(true);
  }

  close(): void {
    if (this.state !== 'open') return;
    this.state = 'closing';
    this.held = undefined;
    if (this.ending !== undefined) {
      this.endSoon(this.ending);
      return;
    }
    // The peer's answer must be read, whoever paused.
    if (this.isPaused) this.resume();
    this.shut();
  }

  abort(): void {
    if (this.state === 'closed') return;
    const error = new TransportError('aborted', 'The connection was dropped by this side.');
    this.endSoon(this.ending ?? { clean: false, error });
    this.cut();
  }

  /** Keeps what comes until {@link release}: servers say nothing so early, so nothing is paused for it. */
  holdBack(): void {
    this.held ??= [];
  }

  /** A frame came in; `bytes`: its UTF-8. */
  protected receive(frame: string, bytes?: Uint8Array): void {
    if (!this.isOpen) return;
    if (this.isPaused || this.held !== undefined) this.hold(frame);
    else this.events.onFrame(frame, bytes);
  }

  /** The connection is over; frames that are held come before the news. */
  protected end(reason: TransportClose): void {
    if (this.state === 'closed' || this.ending !== undefined) return;
    if (this.held !== undefined) {
      this.ending = reason;
      return;
    }
    this.state = 'closed';
    this.events.onClose(reason);
  }

  /** The peer broke a rule: nothing more is delivered, and the end is told at once. */
  protected fail(error: TransportError, code?: number): void {
    if (this.state === 'closed') return;
    this.held = undefined;
    this.ending = undefined;
    this.end(code === undefined ? { clean: false, error } : { clean: false, code, error });
  }

  /** Forgets frames that wait: they do not count any more. */
  protected dropHeld(): void {
    this.held = undefined;
    this.heldSize = 0;
  }

  private hold(frame: string): void {
    this.heldSize += frame.length + HELD_FRAME;
    if (this.heldSize > MAX_HELD) {
      const limit = `${String(MAX_HELD)} characters`;
      this.fail(new TransportError('too-big', `More than ${limit} arrived during a pause.`));
      this.cut();
      return;
    }
    this.held ??= [];
    this.held.push(frame);
  }

  private releaseSoon(): void {
    if (this.isReleasing) return;
    this.isReleasing = true;
    queueMicrotask(() => {
      this.isReleasing = false;
      this.release();
    });
  }

  /**
   * Tells what is held, unless the owner paused. What arrives meanwhile goes behind it, because `held`
   * stays until it is empty.
   */
  release(): void {
    const held = this.held;
    if (held === undefined) return;
    let count = 0;
    for (const frame of held) {
      if (this.isPaused || this.state !== 'open') break;
      count++;
      this.heldSize -= frame.length + HELD_FRAME;
      this.events.onFrame(frame);
    }
    if (this.held !== held) return; // closed meanwhile
    held.splice(0, count);
    if (held.length > 0) return;
    this.held = undefined;
    if (this.ending !== undefined) this.endSoon(this.ending);
  }

  private endSoon(reason: TransportClose): void {
    this.state = 'closed';
    this.held = undefined;
    const { events } = this;
    queueMicrotask(() => {
      events.onClose(reason);
    });
  }
}
