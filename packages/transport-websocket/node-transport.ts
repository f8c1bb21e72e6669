/**
 * An open WebSocket of ws as a transport. One object a connection, and no function a frame.
 */
import type { IncomingMessage } from 'node:http';
import { BaseTransport, HIGH_WATER_BYTES, type TransportEvents } from '@xec/transport';
import { WebSocket, type ClientOptions, type RawData } from 'ws';
import { CLOSE_NORMAL, CLOSE_TOO_BIG, CLOSE_UNSUPPORTED_DATA } from './close-codes.js';
import { binaryFrame, readClose } from './faults.js';
import { openFault } from './node-faults.js';
import { SUBPROTOCOL } from './options.js';
import type { Service } from './service.js';

/** A socket that knows its transport, so that all sockets can share the same listeners. */
export class NodeSocket extends WebSocket {
  transport: NodeWebSocketTransport | undefined = undefined;
  /** The connection under it; there once it is open. */
  wire: IncomingMessage['socket'] | undefined = undefined;

  constructor(url: URL, options: ClientOptions) {
    super(url, [SUBPROTOCOL], options);
  }
}

export class NodeWebSocketTransport extends BaseTransport {
  readonly kind = 'websocket';
  readonly framing = 'websocket';
  readonly isSecure: boolean;
  readonly isLoopback: boolean;
  private readonly socket: NodeSocket;
  private readonly maxFrameBytes: number;
  private wasFull = false;
  /** Whether frames of this turn wait for its end. */
  private isGathering = false;
  /** Made when the peer is slow for the first time. */
  private onWritten: (() => void) | undefined = undefined;

  constructor(
    socket: NodeSocket,
    service: Service,
    events: TransportEvents,
    maxFrameBytes: number,
  ) {
    super(events);
    this.isSecure = service.isSecure;
    this.isLoopback = service.isLoopback;
    this.socket = socket;
    this.maxFrameBytes = maxFrameBytes;
    socket.transport = this;
    socket.on('message', onMessage);
    socket.on('error', onError);
    socket.on('close', onClose);
  }

  get bufferedBytes(): number {
    return this.socket.bufferedAmount;
  }

  send(frame: string): void {
    const { socket } = this;
    if (!this.isOpen || socket.readyState !== WebSocket.OPEN) return;
    this.gather();
    // A UTF-16 unit takes three bytes at most.
    const most = socket.bufferedAmount + frame.length * 3;
    if (most < HIGH_WATER_BYTES || this.events.onDrain === undefined) {
      socket.send(frame);
      return;
    }
    this.onWritten ??= () => {
      this.noteWritten();
    };
    socket.send(frame, this.onWritten);
    if (socket.bufferedAmount >= HIGH_WATER_BYTES) this.wasFull = true;
  }

  flush(): void {
    if (!this.isGathering) return;
    this.isGathering = false;
    this.socket.wire?.uncork();
  }

  /** What ws read: a frame, or something that is none of XMPP. */
  readMessage(data: RawData, isBinary: boolean): void {
    if (!isBinary) {
      // `data` is a Buffer: `binaryType` stays "nodebuffer". ws has checked its UTF-8.
      const bytes = data as Buffer;
      this.receive(bytes.toString(), bytes);
      return;
    }
    this.socket.close(CLOSE_UNSUPPORTED_DATA);
    this.fail(binaryFrame(), CLOSE_UNSUPPORTED_DATA);
  }

  readError(cause: Error): void {
    // ws answers what breaks the framing with the fitting close code.
    const error = openFault(cause, this.maxFrameBytes);
    this.fail(error, error.code === 'too-big' ? CLOSE_TOO_BIG : undefined);
  }

  readClose(code: number, text: string): void {
    this.end(readClose(code, text, true));
  }

  /** ws drops the socket itself if the peer does not answer in time. */
  protected shut(): void {
    this.socket.close(CLOSE_NORMAL);
  }

  protected cut(): void {
    this.flush();
    this.socket.terminate();
  }

  protected setReading(isReading: boolean): void {
    if (isReading) this.socket.resume();
    else this.socket.pause();
  }

  /**
   * What is sent in one turn leaves with one write: most of what a frame costs is the system's call. The turn
   * ends when all has been read that was there, which in a flood is up to 32 times what one call reads.
   */
  private gather(): void {
    if (this.isGathering) return;
    this.isGathering = true;
    this.socket.wire?.cork();
    if (gathering.push(this) === 1) setImmediate(flushAll);
  }

  private noteWritten(): void {
    if (!this.wasFull || this.bufferedBytes >= HIGH_WATER_BYTES) return;
    this.wasFull = false;
    if (this.isOpen) this.events.onDrain?.();
  }
}

/** Those that gather: thousands that speak in one turn have one end of it. */
let gathering: NodeWebSocketTransport[] = [];

function flushAll(): void {
  const all = gathering;
  gathering = [];
  for (const transport of all) transport.flush();
}

function onMessage(this: WebSocket, data: RawData, isBinary: boolean): void {
  ownerOf(this)?.readMessage(data, isBinary);
}

function onError(this: WebSocket, error: Error): void {
  ownerOf(this)?.readError(error);
}

function onClose(this: WebSocket, code: number, text: Buffer): void {
  ownerOf(this)?.readClose(code, text.toString());
}

const ownerOf = (socket: WebSocket): NodeWebSocketTransport | undefined =>
  socket instanceof NodeSocket ? socket.transport : undefined;
