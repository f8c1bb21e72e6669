/**
 * Events as they happen, over a WebSocket, for as long as somebody looks.
 */
import { issuesText } from '@xec/xec';
import * as v from 'valibot';
import { WebSocket } from 'ws';
import type { InspectorEvent } from './events.js';
import { fits, type EventFilter } from './filter.js';
import type { Ring } from './ring.js';
import { watchMessage, type WatchAnswer } from './watch-messages.js';

/** What may wait in the socket of an inspector that does not read. */
const MOST_BYTES = 1_048_576;
const PAUSED = undefined;

/** One inspector's socket. */
export class WatchFeed {
  #filter: EventFilter | undefined = PAUSED;
  /** Events that were left out. */
  #missed = 0;

  constructor(
    private readonly socket: WebSocket,
    private readonly ring: Ring,
  ) {}

  /** Listens to what the inspector says, until its socket closes. */
  start(): void {
    const { socket, ring } = this;
    const undo = ring.listen((event) => this.#hear(event));
    socket.on('message', (data) => this.#read((data as Buffer).toString('utf8'))); // its default type
    socket.on('error', () => socket.terminate());
    socket.once('close', undo);
  }

  #read(frame: string): void {
    const read = v.safeParse(watchMessage, jsonOf(frame));
    if (!read.success) {
      this.#say({ t: 'error', text: issuesText(read.issues) });
      this.socket.close(1008, 'that was no message');
      return;
    }
    if (read.output.t === 'pause') {
      this.#filter = PAUSED;
      return;
    }
    const { filter, after, ring = this.ring.id } = read.output;
    this.#filter = filter;
    this.#say({ t: 'watching', ring: this.ring.id, oldest: this.ring.oldest });
    if (after === undefined) return;
    const last = ring === this.ring.id ? after : 0;
    for (const event of this.ring.all()) if (event.n > last) this.#hear(event);
  }

  #hear(event: InspectorEvent): void {
    if (this.#filter === undefined || !fits(event, this.#filter)) return;
    if (this.socket.bufferedAmount >= MOST_BYTES) {
      this.#missed += 1;
      return;
    }
    if (this.#missed > 0) this.#say({ t: 'gap', count: this.#missed });
    this.#missed = 0;
    this.#say({ t: 'event', event });
  }

  #say(answer: WatchAnswer): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(answer));
  }
}

function jsonOf(frame: string): unknown {
  try {
    return JSON.parse(frame);
  } catch {
    return undefined;
  }
}
