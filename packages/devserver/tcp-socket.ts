/**
 * Text frames over TCP: the stream cut into its tags and elements (RFC 6120 section 4).
 */
import type { Socket } from 'node:net';
import { createServer, TLSSocket, type PeerCertificate } from 'node:tls';
import { StreamCutter, XmlError } from '@xec/stanza';
import type { FrameReceiver, FrameSocket } from './frame-socket.js';
import { channelBinding, clientCertificate, serverTls, type CertificateOptions } from './tls.js';

/** A client that reads too slowly for this many bytes is cut off. */
const MAX_BUFFERED_BYTES = 16 * 1024 * 1024;
/** How long the client may take to close its side, in milliseconds. */
const CLOSE_MS = 1000;

export class TcpFrames implements FrameSocket {
  readonly framing = 'stream';
  #receiver: FrameReceiver | undefined;
  #cutter: StreamCutter | undefined;
  #isSilent = false;
  #isCut = false;
  #closesLater = false;
  /** What is held back: bytes that came in, and text to go out. */
  #heldIn: Buffer[] | undefined;
  #heldOut: string[] | undefined;

  constructor(
    private socket: Socket,
    private readonly tls: CertificateOptions | undefined,
    private readonly offersTls: boolean,
  ) {
    this.#watch();
  }

  get isSecure(): boolean {
    return this.socket instanceof TLSSocket;
  }

  get startTls(): (() => void) | undefined {
    const { tls } = this;
    if (tls === undefined || !this.offersTls || this.isSecure) return undefined;
    return () => this.#goSecure(tls);
  }

  channelBinding(type: string): Uint8Array | undefined {
    const { socket, tls } = this;
    if (!(socket instanceof TLSSocket) || tls === undefined) return undefined;
    return channelBinding(socket, tls.cert, type);
  }

  get clientCertificate(): PeerCertificate | undefined {
    return this.socket instanceof TLSSocket ? clientCertificate(this.socket) : undefined;
  }

  /** Brings frames and the end to `receiver`. */
  listen(receiver: FrameReceiver): void {
    this.#receiver = receiver;
    this.restart();
  }

  /** What came with the last piece of the old stream belongs to none. */
  restart(): void {
    const cutter = new StreamCutter((piece) => {
      if (this.#cutter === cutter) this.#receiver?.receive(piece);
    });
    this.#cutter = cutter;
  }

  write(text: string): void {
    if (!this.#isOpen || this.#isSilent || this.#isCut) return;
    if (this.#heldOut !== undefined) return void this.#heldOut.push(text);
    this.socket.write(text);
    if (this.socket.writableLength > MAX_BUFFERED_BYTES) this.abort();
  }

  close(): void {
    this.#closesLater = this.#isSilent || this.#heldOut !== undefined;
    if (this.#closesLater || !this.#isOpen) return;
    this.socket.end();
    const late = setTimeout(() => this.abort(), CLOSE_MS);
    this.socket.once('close', () => clearTimeout(late));
  }

  abort(): void {
    this.socket.destroy();
  }

  silence(isSilent: boolean): void {
    if (this.#isSilent === isSilent) return;
    this.#isSilent = isSilent;
    if (isSilent) this.socket.pause();
    else this.socket.resume();
    this.#closeNow();
  }

  block(direction: 'in' | 'out', isBlocked: boolean): void {
    if (direction === 'in') this.#blockIn(isBlocked);
    else this.#blockOut(isBlocked);
    this.#closeNow();
  }

  cutMidFrame(text: string): void {
    if (!this.#isOpen || this.#isCut) return;
    this.#isCut = true;
    const bytes = Buffer.from(text, 'utf8');
    this.socket.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => this.abort());
  }

  get #isOpen(): boolean {
    return this.socket.writable;
  }

  readonly #take = (bytes: Buffer): void => {
    if (this.#heldIn !== undefined) return void this.#heldIn.push(bytes);
    try {
      this.#cutter?.write(bytes);
    } catch (error) {
      if (!(error instanceof XmlError)) throw error;
      this.#receiver?.broken(error);
    }
  };

  readonly #closed = (): void => this.#receiver?.closed();

  #watch(): void {
    this.socket.on('data', this.#take);
    this.socket.on('error', () => this.abort()); // 'close' follows, and is what counts
    this.socket.on('close', this.#closed);
  }

  /** By a server that does not listen, which checks the client's certificate as others do. */
  #goSecure(tls: CertificateOptions): void {
    const raw = this.socket;
    raw.off('data', this.#take);
    const server = createServer(serverTls(tls));
    server.on('tlsClientError', () => raw.destroy());
    server.on('secureConnection', (socket) => {
      raw.off('close', this.#closed);
      this.socket = socket;
      this.#watch();
    });
    server.emit('connection', raw);
    this.restart();
  }

  #blockIn(isBlocked: boolean): void {
    const held = this.#heldIn ?? [];
    this.#heldIn = isBlocked ? held : undefined;
    if (!isBlocked) for (const bytes of held) this.#take(bytes);
  }

  #blockOut(isBlocked: boolean): void {
    const held = this.#heldOut ?? [];
    this.#heldOut = isBlocked ? held : undefined;
    if (!isBlocked) for (const text of held) this.write(text);
  }

  /** Closes where that had to wait. */
  #closeNow(): void {
    if (this.#closesLater) this.close();
  }
}
