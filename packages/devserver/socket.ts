/**
 * Text frames over a WebSocket of ws.
 */
import type { Duplex } from 'node:stream';
import { TLSSocket, type PeerCertificate } from 'node:tls';
import type { RawData, WebSocket } from 'ws';
import type { FrameReceiver, FrameSocket } from './frame-socket.js';
import { channelBinding, clientCertificate, type CertificateOptions } from './tls.js';

/** A client that reads too slowly for this many bytes is cut off. */
const MAX_BUFFERED_BYTES = 16 * 1024 * 1024;

export class WebSocketFrames implements FrameSocket {
  readonly framing = 'websocket';
  #isSilent = false;
  #isCut = false;
  /** What is held back, by the direction that is blocked. */
  readonly #held = new Map<'in' | 'out', string[]>();
  #receiver: FrameReceiver | undefined;
  /** How to close when the silence, or the one of what goes out, ends. */
  #closeLater: readonly [number, string] | undefined;

  constructor(
    private readonly webSocket: WebSocket,
    /** The TCP or TLS socket under it. */
    private readonly raw: Duplex,
    private readonly tls?: CertificateOptions,
  ) {
    // Pongs by hand: a silent socket does not answer pings either.
    webSocket.on('ping', (data: Buffer) => {
      const isMute = this.#isSilent || this.#held.size > 0;
      if (!isMute && this.isOpen) webSocket.pong(data);
    });
    webSocket.on('error', () => undefined); // 'close' follows, and is what counts
  }

  get isSecure(): boolean {
    return this.raw instanceof TLSSocket;
  }

  channelBinding(type: string): Uint8Array | undefined {
    const { raw, tls } = this;
    if (!(raw instanceof TLSSocket) || tls === undefined) return undefined;
    return channelBinding(raw, tls.cert, type);
  }

  get clientCertificate(): PeerCertificate | undefined {
    return this.raw instanceof TLSSocket ? clientCertificate(this.raw) : undefined;
  }

  get isOpen(): boolean {
    return this.webSocket.readyState === this.webSocket.OPEN;
  }

  /** Brings frames and the end to `receiver`. */
  listen(receiver: FrameReceiver): void {
    this.#receiver = receiver;
    this.webSocket.on('message', (data: RawData, isBinary: boolean) => {
      // Text only (RFC 7395 section 3.2); 1003 stands for data of a kind that is not taken.
      if (isBinary) this.close(1003, 'text frames only');
      else this.#take((data as Buffer).toString()); // `binaryType` is nodebuffer
    });
    this.webSocket.on('close', () => receiver.closed());
  }

  #take(text: string): void {
    const held = this.#held.get('in');
    if (held === undefined) this.#receiver?.receive(text);
    else held.push(text);
  }

  write(text: string): void {
    if (!this.isOpen || this.#isSilent || this.#isCut) return;
    const held = this.#held.get('out');
    if (held !== undefined) return void held.push(text);
    this.webSocket.send(text);
    if (this.webSocket.bufferedAmount > MAX_BUFFERED_BYTES) this.abort();
  }

  close(code = 1000, reason = ''): void {
    const isMute = this.#isSilent || this.#held.has('out');
    if (isMute) this.#closeLater = [code, reason];
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
    this.#closeNow();
  }

  block(direction: 'in' | 'out', isBlocked: boolean): void {
    const held = this.#held.get(direction);
    if (isBlocked === (held !== undefined)) return;
    if (isBlocked) this.#held.set(direction, []);
    else this.#held.delete(direction);
    for (const text of held ?? []) {
      if (direction === 'out') this.write(text);
      else this.#receiver?.receive(text);
    }
    this.#closeNow();
  }

  /** Closes where that had to wait. */
  #closeNow(): void {
    if (this.#closeLater !== undefined) this.close(...this.#closeLater);
  }

  cutMidFrame(text: string): void {
    if (!this.isOpen || this.#isCut) return;
    this.#isCut = true;
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
