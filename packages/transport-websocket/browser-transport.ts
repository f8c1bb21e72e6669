/**
 * A browser's WebSocket as a transport.
 *
 * Browsers do not let a page stop reading, set a limit or drop a connection: frames that arrive
 * during a pause are held here, and the limit is looked at when a frame is complete.
 */
import {
  BaseTransport,
  exceedsUtf8Bytes,
  HIGH_WATER_BYTES,
  TransportError,
  type TransportEvents,
} from '@xec/transport';
import { CLOSE_NORMAL } from './close-codes.js';
import { binaryFrame, readClose, tooBig } from './faults.js';
import type { Service } from './service.js';

/** Pages may send 1000 and 4000 to 4999 only; these stand for 1003 and 1009. */
const CLOSE_NOT_TEXT = 4003;
const CLOSE_TOO_BIG = 4009;
/** There is no event for a buffer that got emptier. */
const DRAIN_POLL_MS = 50;

export class BrowserWebSocketTransport extends BaseTransport {
  readonly kind = 'websocket';
  readonly framing = 'websocket';
  readonly isSecure: boolean;
  readonly isLoopback: boolean;
  private readonly socket: WebSocket;
  private readonly maxFrameBytes: number;
  private readonly closeTimeoutMs: number;
  private drainTimer: ReturnType<typeof setTimeout> | undefined = undefined;
  private closeTimer: ReturnType<typeof setTimeout> | undefined = undefined;

  constructor(
    socket: WebSocket,
    service: Service,
    events: TransportEvents,
    limits: { readonly maxFrameBytes: number; readonly closeTimeoutMs: number },
  ) {
    super(events);
    this.isSecure = service.isSecure;
    this.isLoopback = service.isLoopback;
    this.socket = socket;
    this.maxFrameBytes = limits.maxFrameBytes;
    this.closeTimeoutMs = limits.closeTimeoutMs;
    socket.addEventListener('message', this);
    socket.addEventListener('close', this);
  }

  get bufferedBytes(): number {
    return this.socket.bufferedAmount;
  }

  send(frame: string): void {
    const { socket } = this;
    if (!this.isOpen || socket.readyState !== socket.OPEN) return;
    socket.send(frame);
    if (this.events.onDrain && this.drainTimer === undefined) this.watchBuffer();
  }

  /** Listens as an object: no function a connection. */
  handleEvent(event: MessageEvent | CloseEvent): void {
    if (event.type === 'message') this.readMessage((event as MessageEvent<unknown>).data);
    else this.readClose(event as CloseEvent); // `message` and `close` is all it listens to
  }

  protected shut(): void {
    this.socket.close(CLOSE_NORMAL);
    this.closeTimer = setTimeout(() => {
      const error = new TransportError('closed', 'The server did not answer when we closed.');
      this.end({ clean: false, error });
    }, this.closeTimeoutMs);
  }

  protected cut(): void {
    this.socket.close(CLOSE_NORMAL);
    this.stopTimers();
  }

  protected setReading(): void {
    // Not in a page's power: what arrives is held.
  }

  private readMessage(data: unknown): void {
    if (typeof data !== 'string') this.refuse(binaryFrame(), CLOSE_NOT_TEXT);
    else if (exceedsUtf8Bytes(data, this.maxFrameBytes)) {
      this.refuse(tooBig(this.maxFrameBytes), CLOSE_TOO_BIG);
    } else this.receive(data);
  }

  private readClose(event: CloseEvent): void {
    this.stopTimers();
    this.end(readClose(event.code, event.reason, event.wasClean));
  }

  private refuse(error: TransportError, code: number): void {
    this.socket.close(code);
    this.stopTimers();
    this.fail(error, code);
  }

  private watchBuffer(): void {
    if (this.bufferedBytes < HIGH_WATER_BYTES) return;
    this.drainTimer = setTimeout(() => {
      this.drainTimer = undefined;
      if (!this.isOpen) return;
      if (this.bufferedBytes < HIGH_WATER_BYTES) this.events.onDrain?.();
      else this.watchBuffer();
    }, DRAIN_POLL_MS);
  }

  private stopTimers(): void {
    clearTimeout(this.drainTimer);
    clearTimeout(this.closeTimer);
  }
}
