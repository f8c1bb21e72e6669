/**
 * An open TCP connection as a transport. One object a connection, and no function a frame.
 */
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import {
  defaultParseLimits,
  STREAM_END,
  StreamCutter,
  streamError,
  write,
  XmlError,
} from '@xec/stanza';
import {
  attempt,
  BaseTransport,
  connectFault,
  DEFAULT_MAX_FRAME_BYTES,
  HIGH_WATER_BYTES,
  TransportError,
  type ChannelBindingType,
  type ConnectOptions,
  type TransportEvents,
} from '@xec/transport';
import { channelBinding } from './channel-binding.js';
import { endedEarly, openFault, streamFault, unanswered } from './faults.js';
import { DEFAULT_CLOSE_TIMEOUT_MS, type TcpOptions } from './options.js';
import { secure } from './secure.js';
import type { Service } from './service.js';

/** Where the transport of a socket is found, so that all sockets can share the same listeners. */
const OWNER = Symbol('transport');

interface OwnedSocket extends Socket {
  [OWNER]?: TcpTransport;
}

export class TcpTransport extends BaseTransport {
  readonly kind = 'tcp';
  readonly framing = 'stream';
  readonly isLoopback: boolean;
  /** Where it is not TLS from the start. */
  readonly startTls?: () => Promise<void>;
  private socket: OwnedSocket;
  private readonly service: Service;
  private readonly options: ConnectOptions;
  private readonly closeTimeoutMs: number;
  /** Absent while nothing may be read: before the start, and while TLS begins. */
  private cutter: StreamCutter | undefined = undefined;
  /** Frames for after the handshake, while TLS begins. */
  private waiting: string[] | undefined = undefined;
  /** Whether the peer said the end tag of its stream. */
  private hasStreamEnded = false;
  /** Whether this side did. */
  private hasSaidEnd = false;
  private hasPeerEnded = false;
  private isShut = false;
  private wasFull = false;
  /** Whether frames of this turn wait for its end. */
  private isGathering = false;
  private closeTimer: ReturnType<typeof setTimeout> | undefined = undefined;

  constructor(
    socket: Socket,
    service: Service,
    events: TransportEvents,
    options: ConnectOptions,
    settings: TcpOptions,
  ) {
    super(events);
    this.isLoopback = service.isLoopback;
    this.service = service;
    this.options = options;
    this.closeTimeoutMs = settings.closeTimeoutMs ?? DEFAULT_CLOSE_TIMEOUT_MS;
    this.socket = socket;
    if (!service.isDirectTls) this.startTls = () => this.goSecure();
    this.listen();
  }

  get isSecure(): boolean {
    return this.socket instanceof TLSSocket && this.waiting === undefined;
  }

  get bufferedBytes(): number {
    return this.socket.destroyed ? 0 : this.socket.writableLength;
  }

  /** Begins to read, unless the owner paused meanwhile. */
  start(): void {
    this.restart();
    this.socket.on('data', onData);
    if (this.isPaused) this.socket.pause();
  }

  send(frame: string): void {
    const { socket } = this;
    if (!this.isOpen || this.isShut || !socket.writable) return;
    if (this.waiting !== undefined) {
      this.waiting.push(frame);
      return;
    }
    this.gather();
    socket.write(frame);
    this.hasSaidEnd = frame === STREAM_END;
    if (socket.writableLength >= HIGH_WATER_BYTES) this.wasFull = true;
  }

  flush(): void {
    if (!this.isGathering) return;
    this.isGathering = false;
    this.socket.uncork();
  }

  restart(): void {
    const limits = {
      ...defaultParseLimits,
      maxBytes: this.options.maxFrameBytes ?? DEFAULT_MAX_FRAME_BYTES,
    };
    const cutter = new StreamCutter((piece) => {
      // What is left of a stream that is over, or in clear text behind `<proceed/>`, is nobody's.
      if (this.cutter === cutter) this.readPiece(piece);
    }, limits);
    this.cutter = cutter;
    this.hasStreamEnded = false;
  }

  channelBinding(type: ChannelBindingType): Uint8Array | undefined {
    const { socket } = this;
    if (!(socket instanceof TLSSocket) || !this.isSecure || socket.destroyed) return undefined;
    return channelBinding(socket, type);
  }

  /** What a socket has read; of a socket that is not in use any more, nothing counts. */
  readBytes(socket: Socket, bytes: Buffer): void {
    if (socket !== this.socket || !(this.isOpen || this.isShut)) return;
    try {
      this.cutter?.write(bytes);
    } catch (error) {
      if (!(error instanceof XmlError)) throw error;
      this.refuse(error);
    }
  }

  readEnd(socket: Socket): void {
    if (socket !== this.socket) return;
    this.hasPeerEnded = true;
    if (this.isShut) return; // `close` follows, when all that waits has left
    this.end(this.hasStreamEnded ? { clean: true } : { clean: false, error: endedEarly() });
    this.finish();
  }

  readError(socket: Socket, cause: Error): void {
    if (socket !== this.socket) return;
    // The peer that ended its stream reads no more: what it had not read makes its end a reset.
    if (!this.hasStreamEnded) this.fail(openFault(cause));
  }

  readClose(socket: Socket): void {
    if (socket !== this.socket) return;
    clearTimeout(this.closeTimer);
    const hasEnded = this.hasPeerEnded || this.hasStreamEnded;
    this.end(hasEnded ? { clean: true } : { clean: false, error: unanswered() });
  }

  readDrain(socket: Socket): void {
    if (socket !== this.socket || !this.wasFull) return;
    if (this.bufferedBytes >= HIGH_WATER_BYTES) return;
    this.wasFull = false;
    if (this.isOpen) this.events.onDrain?.();
  }

  /**
   * A stream that this side ended is ended by the peer before the connection is (RFC 6120 section
   * 4.4): a peer that finds the connection half gone may reset it, and what it said last is lost.
   */
  protected shut(): void {
    this.isShut = true;
    if (this.hasSaidEnd && !this.hasStreamEnded) {
      this.flush();
      this.awaitEnd(this.socket);
    } else {
      this.finish();
    }
  }

  protected cut(): void {
    this.socket.destroy();
  }

  protected setReading(isReading: boolean): void {
    if (isReading) this.socket.resume();
    else this.socket.pause();
  }

  private listen(): void {
    const { socket } = this;
    socket[OWNER] = this;
    socket.on('end', onEnd);
    socket.on('error', onError);
    socket.on('close', onClose);
    socket.on('drain', onDrain);
  }

  private readPiece(piece: string): void {
    // An element cannot begin so.
    if (piece.startsWith('</')) this.hasStreamEnded = true;
    if (!this.isShut) this.receive(piece);
    else if (this.hasStreamEnded) this.finish();
  }

  /** Tells the peer why (RFC 6120 section 4.9.1.1), where it is listening, and ends. */
  private refuse(cause: XmlError): void {
    this.socket.write(write(streamError(cause.condition, cause.message)));
    this.fail(streamFault(cause));
    this.finish();
  }

  /** Sends what waits and ends this side; the other has a bounded time to do likewise. */
  private finish(): void {
    this.flush();
    const { socket } = this;
    socket.end();
    this.awaitEnd(socket);
  }

  /** What the peer says now is read, for its end comes behind it, and dropped. */
  private awaitEnd(socket: Socket): void {
    if (!this.isPaused) socket.resume();
    this.closeTimer ??= setTimeout(() => {
      socket.destroy();
    }, this.closeTimeoutMs);
  }

  /** What is sent in one turn leaves with one write, when all has been read that was there. */
  private gather(): void {
    if (this.isGathering) return;
    this.isGathering = true;
    this.socket.cork();
    setImmediate(flush, this);
  }

  private async goSecure(): Promise<void> {
    if (this.waiting !== undefined || this.isSecure) {
      throw new TransportError('protocol', 'TLS was expected to begin once; it has begun.');
    }
    if (!this.isOpen) throw new TransportError('closed', 'The connection is over.');
    this.flush();
    // Clear text behind `<proceed/>` could be anybody's: none of it is read as if TLS had brought it.
    this.cutter = undefined;
    this.dropHeld();
    this.waiting = [];
    const { service, options } = this;
    try {
      await attempt<undefined>(service.name, { timeoutMs: options.timeoutMs }, (result) =>
        this.shakeHands(result.succeed, result.fail),
      );
    } catch (error) {
      // `attempt` rejects with nothing else.
      this.fail(error as TransportError);
      this.cut();
      throw error;
    }
    const waiting = this.waiting;
    this.waiting = undefined;
    this.start();
    for (const frame of waiting) this.send(frame);
  }

  private shakeHands(
    succeed: (result: undefined) => void,
    fail: (error: TransportError) => void,
  ): () => void {
    const { socket: clear, service, options } = this;
    clear.off('data', onData);
    let socket: TLSSocket;
    try {
      socket = secure(clear, service, options);
    } catch (cause) {
      fail(connectFault(service.name, cause));
      return () => undefined;
    }
    this.socket = socket;
    const onFault = (cause: Error): void => fail(connectFault(service.name, cause));
    const onGone = (): void => fail(connectFault(service.name, { code: 'ECONNRESET' }));
    // Errors of the socket below come up here, too.
    socket.on('error', onFault);
    socket.on('close', onGone);
    socket.once('secureConnect', () => {
      socket.off('error', onFault);
      socket.off('close', onGone);
      this.listen();
      succeed(undefined);
    });
    return () => {
      socket.destroy();
    };
  }
}

function flush(transport: TcpTransport): void {
  transport.flush();
}

function onData(this: OwnedSocket, bytes: Buffer): void {
  this[OWNER]?.readBytes(this, bytes);
}

function onEnd(this: OwnedSocket): void {
  this[OWNER]?.readEnd(this);
}

function onError(this: OwnedSocket, error: Error): void {
  this[OWNER]?.readError(this, error);
}

function onClose(this: OwnedSocket): void {
  this[OWNER]?.readClose(this);
}

function onDrain(this: OwnedSocket): void {
  this[OWNER]?.readDrain(this);
}
