import { Socket } from 'node:net';
import { systemRuntime } from '@xec/client';
import type { FaultPoint, Runtime } from '@xec/xec';
import type { Arming } from './words.js';

/** Kills this process when it passes a point. */
export class Death {
  #arming: Arming | undefined = undefined;
  #left = 0;

  arm(arming: Arming): void {
    this.#arming = arming;
    this.#left = arming.count;
  }

  /** The system's runtime, with points. */
  runtime(): Runtime {
    return {
      ...systemRuntime,
      point: (point) => {
        this.#passed(point);
      },
    };
  }

  #passed(point: FaultPoint): void {
    if (this.#arming?.point !== point) return;
    this.#left -= 1;
    if (this.#left > 0) return;
    if (point === 'while-sending') dieInNextFrame();
    else die();
  }
}

/** Nothing runs after this. */
const die = (): void => {
  process.kill(process.pid, 'SIGKILL');
};

/** A frame's header and its mask may be written by themselves (RFC 6455 section 5.2). */
const HEADER_BYTES = 14;

/** Lets half of the frame that is sent next leave, and no more. */
function dieInNextFrame(): void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called on its socket below
  const write = Socket.prototype.write;
  Socket.prototype.write = function (this: Socket, bytes: Uint8Array) {
    if (bytes.length <= HEADER_BYTES) return write.call(this, bytes);
    write.call(this, bytes.subarray(0, bytes.length >> 1));
    while (this.writableCorked > 0) this.uncork();
    die();
    return false;
  }; // one of its overloads: ws hands over bytes
}
