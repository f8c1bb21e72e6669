import type { Desk, EventFilter, InspectorEvent, WatchAnswer, WatchSocket } from '../desk/index.js';
import type { RowContent } from './event-log.js';

/** How watching goes. */
export type WatchState = 'connecting' | 'live' | 'paused' | 'waiting';

/** Who hears what is watched. */
export interface WatchingHost {
  /** One more row. */
  add(row: RowContent): void;
  /** What was watched is not what is watched now. */
  clear(): void;
  /** The state changed. */
  changed(): void;
  /** The gateway does not know this browser any more. */
  signedOut(): void;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8000;

/**
 * Watches events of a gateway, across sockets that break and gateways that are started anew: each event that
 * is kept there comes once, and what is missing is told.
 */
export class Watching {
  state: WatchState = 'connecting';
  #filter: EventFilter = {};
  #socket: WatchSocket | undefined = undefined;
  /** The last event, and where its number comes from. */
  #last = 0;
  #ring: string | undefined = undefined;
  /** Answers to come: what is told before them is what was watched before. */
  #asked = 0;
  #isPaused = false;
  #isOpen = false;
  #waitMs = FIRST_WAIT_MS;
  #timer: ReturnType<typeof setTimeout> | undefined = undefined;

  constructor(
    private readonly desk: Desk,
    private readonly host: WatchingHost,
  ) {}

  start(): void {
    let wasOpened = false;
    this.#become('connecting');
    this.#socket = this.desk.watch({
      opened: () => {
        wasOpened = true;
        this.#waitMs = FIRST_WAIT_MS;
        this.#isOpen = true;
        this.#go();
      },
      told: (answer) => this.#hear(answer),
      closed: () => void this.#closed(wasOpened),
    });
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#socket?.close();
    this.#socket = undefined;
    this.#isOpen = false;
    this.#asked = 0;
  }

  /** Begins again with all that is kept and fits. */
  watch(filter: EventFilter): void {
    this.#filter = filter;
    this.#last = 0;
    this.host.clear();
    if (this.#isOpen) this.#go();
  }

  get isPaused(): boolean {
    return this.#isPaused;
  }

  pause(): void {
    this.#isPaused = true;
    this.#socket?.pause();
    this.#become('paused');
  }

  /** Goes on after the last event: what happened meanwhile comes, as far as it is kept. */
  resume(): void {
    this.#isPaused = false;
    this.#become(this.#isOpen ? 'live' : 'connecting');
    if (this.#isOpen) this.#go();
  }

  #go(): void {
    if (this.#isPaused) {
      this.#become('paused');
      return;
    }
    this.#asked += 1;
    this.#socket?.watch(this.#filter, this.#last, this.#ring);
    this.#become('live');
  }

  #hear(answer: WatchAnswer): void {
    if (answer.t === 'watching') this.#begin(answer);
    if (this.#asked > 0 || this.#isPaused) return;
    if (answer.t === 'gap') this.host.add({ kind: 'gap', count: answer.count });
    if (answer.t === 'event') this.#event(answer.event);
  }

  #begin({ ring, oldest }: Extract<WatchAnswer, { t: 'watching' }>): void {
    this.#asked = Math.max(0, this.#asked - 1);
    if (this.#asked > 0) return;
    if (this.#ring !== undefined && this.#ring !== ring) {
      this.#last = 0;
      this.host.add({ kind: 'anew' });
    } else if (this.#last > 0 && oldest > this.#last + 1) {
      this.host.add({ kind: 'gap', count: oldest - this.#last - 1 });
    }
    this.#ring = ring;
  }

  #event(event: InspectorEvent): void {
    this.#last = event.n;
    this.host.add({ kind: 'event', event, ring: this.#ring ?? '' });
  }

  async #closed(wasOpened: boolean): Promise<void> {
    this.stop();
    this.#become('waiting');
    this.#timer = setTimeout(() => this.start(), this.#waitMs);
    this.#waitMs = Math.min(LONGEST_WAIT_MS, this.#waitMs * 2);
    if (wasOpened) return;
    // A browser does not say why it got no socket: asks whether one is still an administrator.
    const { isIn } = await this.desk.entry().catch(() => ({ isIn: true }));
    if (!isIn) this.host.signedOut();
  }

  #become(state: WatchState): void {
    this.state = state;
    this.host.changed();
  }

  /** Where numbers come from now. */
  get ring(): string | undefined {
    return this.#ring;
  }
}
