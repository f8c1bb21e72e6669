/**
 * Text frames over a WebSocket of ws.
 */
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { FrameSocket } from './frame-socket.js';

/** A client that reads too slowly for this many bytes is cut off. */
const MAX_BUFFERED_BYTES = 16 * 1024 * 1024;

export class WebSocketFrames implements FrameSocket {
  #isSilent = false;
  /** How to close when the silence ends. */
  #closeLater: readonly [number, string] | undefined;

  constructor(
    private readonly webSocket: WebSocket,
    /** The TCP socket under it. */
    private readonly raw: Duplex,
  ) {
    // Pongs by hand: a silent socket does not answer pings either.
    webSocket.on('ping', (data: Buffer) => {
      if (!this.#isSilent && this.isOpen) webSocket.pong(data);
    });
    webSocket.on('error', () => undefined); // 'close' follows, and is what counts
  }

  get isOpen(): boolean {
    return this.webSocket.readyState === this.webSocket.OPEN;
  }

  write(text: string): void {
    if (!this.isOpen || this.#isSilent) return;
    this.webSocket.send(text);
    if (this.webSocket.bufferedAmount > MAX_BUFFERED_BYTES) this.abort();
  }

  close(code = 1000, reason = ''): void {
    if (this.#isSilent) this.#closeLater = [code, reason];
    else if (this.isOpen) this.webSocket.close(code, reason);
  }

  abort(): void {
    this.webSocket.terminate();
  }

  silence(isSilent: boolean): void {
    if (this.#isSilent === isSilent) return;
    this.#isSilent = isSilent;
    if (!this.isOpen) return;
    if (isSilent) this.webSocket.pause();
    else this.webSocket.resume();
    if (!isSilent && this.#closeLater !== undefined) this.close(...this.#closeLater);
  }

  cutMidFrame(text: string): void {
    if (!this.isOpen) return;
    const payload = Buffer.from(text, 'utf8');
    const half = payload.subarray(0, Math.floor(payload.length / 2));
    this.raw.write(Buffer.concat([frameHeader(payload.length), half]), () => this.abort());
  }
}

/** The header of an unmasked, final text frame (RFC 6455 section 5.2). */
function frameHeader(length: number): Buffer {
  if (length < 126) return Buffer.from([0x81, length]);
  if (length < 0x10000) return Buffer.from([0x81, 126, length >> 8, length & 0xff]);
  const header = Buffer.alloc(10);
  header.set([0x81, 127]);
  header.writeBigUInt64BE(BigInt(length), 2);
  return header;
}
