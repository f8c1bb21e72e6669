import { Socket } from 'node:net';
import { systemRuntime } from '@xec/client';
import type { Runtime } from '@xec/xec';
import type { HistoryWriter } from '../history/index.js';
import type { Arming } from './orders.js';

/** Kills this process when a named point is reached. */
export class Points {
  readonly #history: HistoryWriter;
  #arming: Arming | undefined = undefined;
  #left = 0;

  constructor(history: HistoryWriter) {
    this.#history = history;
  }

  arm(arming: Arming | undefined): void {
    this.#arming = arming;
    this.#left = arming?.count ?? 0;
  }

  /** The system's runtime, with points. */
  runtime(): Runtime {
    return {
      ...systemRuntime,
      point: (name, session) => {
        this.#reached(name, session);
      },
    };
  }

  #reached(name: string, session: string): void {
    if (this.#arming?.point !== name) return;
    this.#left -= 1;
    if (this.#left > 0) return;
    this.#arming = undefined;
    this.#history.write({ e: 'point', session, name });
    if (name === 'while-sending') killInNextFrame();
    else killSelf();
  }
}

/** Nothing runs after this. */
function killSelf(): void {
  process.kill(process.pid, 'SIGKILL');
}

/** Lets half of the frame that is sent next leave, and no more. */
function killInNextFrame(): void {
  const { write } = Socket.prototype as { write: Write };
  const cut: Write = function (bytes, ...rest) {
    // The header and its mask may come by themselves: at most 14 bytes (RFC 6455 section 5.2). A request to
    // open a connection, of a session that comes back at this moment, is text.
    if (typeof bytes === 'string' || bytes.length <= HEADER_BYTES)
      return write.call(this, bytes, ...rest);
    write.call(this, bytes.subarray(0, bytes.length >> 1));
    while (this.writableCorked > 0) this.uncork();
    killSelf();
    return false;
  };
  Object.assign(Socket.prototype, { write: cut });
}

/** How ws writes: bytes, and nobody waits for them. How requests are written: text, in an encoding. */
type Write = (this: Socket, bytes: Uint8Array | string, ...rest: unknown[]) => boolean;

const HEADER_BYTES = 14;
