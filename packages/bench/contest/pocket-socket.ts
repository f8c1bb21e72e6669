/**
 * A WebSocket without a network: whoever opens one talks to a dialogue in the same process, and hears what
 * is played to it. As much of the interface as the contenders use.
 */
import { newDialogue } from '../server/responder.js';
import { sayWorld } from '../server/world.js';

type Listener = (event: { readonly data?: string }) => void;

/** Those that are open. */
const open = new Set<PocketSocket>();

export class PocketSocket {
  static readonly OPEN = 1;
  readonly protocol = 'xmpp';
  readyState = 0;
  bufferedAmount = 0;
  onopen: Listener | null = null;
  onmessage: Listener | null = null;
  onclose: Listener | null = null;
  onerror: Listener | null = null;
  readonly #answer = newDialogue({ isManaged: false, say: sayWorld });
  readonly #listeners = new Map<string, Set<Listener>>();

  constructor() {
    open.add(this);
    queueMicrotask(() => {
      this.readyState = PocketSocket.OPEN;
      this.#tell('open', {});
    });
  }

  addEventListener(type: string, listener: Listener): void {
    const those = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, those.add(listener));
  }

  removeEventListener(type: string, listener: Listener): void {
    this.#listeners.get(type)?.delete(listener);
  }

  send(text: string, sent?: () => void): void {
    for (const answer of this.#answer(text)) setImmediate(() => this.hear(answer));
    sent?.();
  }

  close(): void {
    if (!open.delete(this)) return;
    this.readyState = 3;
    queueMicrotask(() => this.#tell('close', {}));
  }

  /** A frame arrives. */
  hear(data: string): void {
    this.#tell('message', { data });
  }

  #tell(type: 'open' | 'message' | 'close', event: { readonly data?: string }): void {
    this[`on${type}`]?.(event);
    for (const listener of this.#listeners.get(type) ?? []) listener(event);
  }
}

/** Plays frames to the socket that is open, so many in a turn of the event loop as a chunk of a socket has. */
export async function playInPocket(frames: readonly string[]): Promise<void> {
  const [socket] = open;
  if (socket === undefined) throw new Error('expected an open socket to play to');
  for (const [at, frame] of frames.entries()) {
    socket.hear(frame);
    if (at % FRAMES_A_TURN === 0) await new Promise(setImmediate);
  }
}

const FRAMES_A_TURN = 100;
