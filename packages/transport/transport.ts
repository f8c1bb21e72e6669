/**
 * The transport port: text frames over some connection.
 *
 * A transport knows nothing of XML. RFC 7395 gives it one frame a top-level element; transports
 * over a byte stream (RFC 6120) cut their stream into the same frames.
 */
import type { TransportError } from './error.js';

/** What `bufferedBytes` must reach before {@link TransportEvents.onDrain} is called afterwards. */
export const HIGH_WATER_BYTES = 64 * 1024;

/** The largest frame that is accepted when {@link ConnectOptions.maxFrameBytes} is left out. */
export const DEFAULT_MAX_FRAME_BYTES = 1024 * 1024;

/** The time that connecting may take when {@link ConnectOptions.timeoutMs} is left out. */
export const DEFAULT_CONNECT_TIMEOUT_MS = 20_000;

/**
 * Who hears what a transport has to say.
 *
 * Nothing is called before the connector's promise is settled, and `onClose` is the last call.
 * The methods must not throw: there is nobody above the socket who could catch it.
 */
export interface TransportEvents {
  /** One frame, complete, in the order in which the peer sent it. */
  onFrame(frame: string): void;

  /** The connection is over. Called exactly once, also after `close()` and `abort()`. */
  onClose(reason: TransportClose): void;

  /** `bufferedBytes` reached {@link HIGH_WATER_BYTES} and is below it again. */
  onDrain?(): void;
}

/** How a connection ended. */
export interface TransportClose {
  /** The peer took part in closing. `false` where frames may have been lost on their way. */
  readonly clean: boolean;
  /** The WebSocket close code (RFC 6455 section 7.4); `undefined` where there is none. */
  readonly code?: number;
  /** What the peer wrote beside its code, as it came: not for users. */
  readonly text?: string;
  /** Why, if not by agreement. */
  readonly error?: TransportError;
}

/** An open connection. */
export interface Transport {
  readonly kind: 'websocket' | 'tcp' | 'bosh' | 'memory';

  /** Who opens a stream: the elements of RFC 7395, or the stream tags of RFC 6120. */
  readonly framing: 'websocket' | 'stream';

  /** TLS, with a certificate that was verified for the host. */
  readonly isSecure: boolean;

  /** The peer runs on this machine, so that nobody else sees the bytes. */
  readonly isLoopback: boolean;

  /** What was sent and has not left this process. Callers slow down when it grows. */
  readonly bufferedBytes: number;

  /** Sends a frame behind those sent before. Ignored once the connection is over; never throws. */
  send(frame: string): void;

  /** Stops reading, so that the peer is slowed down; frames that were read already wait. */
  pause(): void;

  /** Goes on reading, in order, in a later turn. */
  resume(): void;

  /** Sends what waits, then closes in a bounded time. No frame is delivered from here on. */
  close(): void;

  /** Closes at once; what waits to be sent is lost. `onClose` follows in a later microtask. */
  abort(): void;
}

/** What a connector is told. */
export interface ConnectOptions {
  /** Gives up connecting when it aborts. An open transport does not look at it. */
  readonly signal?: AbortSignal | undefined;

  /** From the call to the open transport; {@link DEFAULT_CONNECT_TIMEOUT_MS} if left out. */
  readonly timeoutMs?: number | undefined;

  /** A larger frame ends the connection with `too-big`; {@link DEFAULT_MAX_FRAME_BYTES}. */
  readonly maxFrameBytes?: number | undefined;

  /** PEM certificates to trust *in place of* the system's. Not possible in browsers. */
  readonly ca?: string | readonly string[] | undefined;

  /**
   * Allows clear text to hosts other than this one.
   *
   * Everyone between here and the server can then read and change each message, and read or
   * replace what the login sends. For closed networks that protect the way by other means.
   */
  readonly allowInsecure?: boolean | undefined;
}

/**
 * Opens a connection to `service`, whose form belongs to the connector (a URL, `host:port`, …).
 *
 * @throws TransportError (the promise rejects) when it did not open; `events` hear nothing then.
 */
export interface Connector {
  (service: string, events: TransportEvents, options?: ConnectOptions): Promise<Transport>;
}
