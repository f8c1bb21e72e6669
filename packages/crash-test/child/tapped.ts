import type { Connector, Transport, TransportEvents } from '@xec/transport';
import type { HistoryWriter } from '../history/index.js';

/** Looks at what goes over a connection, and may change it. One for each connection. */
export interface Tap {
  /** What is sent instead of `frame`. */
  sends?(frame: string): string;
  /** What is received instead of `frame`. */
  receives?(frame: string): string;
  gone?(): void;
}

/** `connector`, with a tap on each connection; `send` sends a frame past it. */
export function tapped(
  connector: Connector,
  makeTap: (send: (frame: string) => void) => Tap,
): Connector {
  return async (service, events, options) => {
    const open: { inner?: Transport } = {};
    const tap = makeTap((frame) => open.inner?.send(frame));
    open.inner = await connector(service, tappedEvents(events, tap), options);
    return new TappedTransport(open.inner, tap);
  };
}

function tappedEvents(events: TransportEvents, tap: Tap): TransportEvents {
  return {
    onFrame(frame) {
      events.onFrame(tap.receives?.(frame) ?? frame);
    },
    onClose(reason) {
      tap.gone?.();
      events.onClose(reason);
    },
    onDrain() {
      events.onDrain?.();
    },
  };
}

class TappedTransport implements Transport {
  readonly #inner: Transport;
  readonly #tap: Tap;

  constructor(inner: Transport, tap: Tap) {
    this.#inner = inner;
    this.#tap = tap;
  }

  get kind(): Transport['kind'] {
    return this.#inner.kind;
  }

  get framing(): Transport['framing'] {
    return this.#inner.framing;
  }

  get isSecure(): boolean {
    return this.#inner.isSecure;
  }

  get isLoopback(): boolean {
    return this.#inner.isLoopback;
  }

  get bufferedBytes(): number {
    return this.#inner.bufferedBytes;
  }

  send(frame: string): void {
    this.#inner.send(this.#tap.sends?.(frame) ?? frame);
  }

  pause(): void {
    this.#inner.pause();
  }

  resume(): void {
    this.#inner.resume();
  }

  close(): void {
    this.#inner.close();
  }

  abort(): void {
    this.#inner.abort();
  }
}

/** Writes down what the server says about the stream (XEP-0198). */
export function noteStream(session: string, history: HistoryWriter): Tap {
  const note = (what: 'enabled' | 'resuming' | 'resumed' | 'refused' | 'gone'): void => {
    history.write({ e: 'stream', session, what });
  };
  let isResuming = false;
  return {
    sends(frame) {
      if (frame.startsWith('<resume ')) {
        isResuming = true;
        note('resuming');
      }
      return frame;
    },
    receives(frame) {
      if (frame.startsWith('<enabled')) note('enabled');
      else if (frame.startsWith('<resumed')) note('resumed');
      else if (frame.startsWith('<failed') && isResuming) note('refused');
      return frame;
    },
    gone() {
      note('gone');
    },
  };
}
