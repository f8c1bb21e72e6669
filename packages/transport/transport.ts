/**
 * The transport port: text frames over some connection.
 *
 * RFC 7395 gives a transport one frame a top-level element. Transports over a byte stream (RFC 6120)
 * cut their stream into its pieces, each a frame as it stands: the open tag of the stream, its
 * top-level elements, its end tag. What stands in a frame is not theirs.
 */
import type { TransportError } from './error.js';
import type { Lookup } from './lookup.js';

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
  /**
   * One frame, complete, in the order in which the peer sent it.
   *
   * @param bytes its UTF-8, where the transport has that, so that nobody encodes it again; the transport's
   *   own, and only there until the call returns
   */
  onFrame(frame: string, bytes?: Uint8Array): void;

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

/** Data of a TLS connection that a login can be bound to (RFC 5929, RFC 9266). */
export type ChannelBindingType = 'tls-exporter' | 'tls-unique' | 'tls-server-end-point';

/** An open connection. */
export interface Transport {
  readonly kind: 'websocket' | 'tcp' | 'bosh' | 'memory';

  /**
   * What opens and ends a stream: the elements of RFC 7395 (BOSH takes and gives them, too), or the
   * stream tags of RFC 6120.
   */
  readonly framing: 'websocket' | 'stream';

  /** TLS, with a certificate that was verified. `startTls` makes it true. */
  readonly isSecure: boolean;

  /**
   * Goes over to TLS, after the server said `<proceed/>` (RFC 6120 section 5.4.3.3). Absent where the
   * connection cannot, or is TLS from the start. What arrives next belongs to a new stream.
   *
   * @throws TransportError (the promise rejects) when TLS or the certificate failed; the connection
   *   is over then, and `onClose` is called, too
   */
  startTls?(): Promise<void>;

  /**
   * Another stream begins on this connection (after a login): what arrives from now on is cut anew.
   * Absent where frames need no cutting.
   */
  restart?(): void;

  /**
   * What binds a login to this connection; `undefined` where there is no TLS, or none of that type (a
   * WebSocket in a browser tells nothing).
   */
  channelBinding?(type: ChannelBindingType): Uint8Array | undefined;

  /** The peer runs on this machine, so that nobody else sees the bytes. */
  readonly isLoopback: boolean;

  /** What was sent and has not left this process. Callers slow down when it grows. */
  readonly bufferedBytes: number;

  /** Sends a frame behind those sent before. Ignored once the connection is over; never throws. */
  send(frame: string): void;

  /**
   * Hands what was sent to the system now. Transports may do so at the end of the turn, and then have
   * this for those who must not wait.
   */
  flush?(): void;

  /** Stops reading, so that the peer is slowed down; frames that were read already wait. */
  pause(): void;

  /** Goes on reading, in order, in a later turn. */
  resume(): void;

  /** Sends what waits, then closes in a bounded time. No frame is delivered from here on. */
  close(): void;

  /** Closes at once; what waits to be sent is lost. `onClose` follows in a later microtask. */
  abort(): void;
}

/** A certificate with its key. */
export interface ClientCertificate {
  /** PEM, the certificates of its issuers behind it. */
  readonly certificate: string;
  /** PEM; as secret as a password: a session hands it on as one that nobody reads by mistake. */
  readonly key: string | { reveal(): string };
}

/** What a connector is told. */
export interface ConnectOptions {
  /**
   * Where the server would like the lost stream to be resumed (XEP-0198 section 5): an address of the
   * kind that `service` is. A connector that can goes there first, and never to anything less secure.
   */
  readonly location?: string | undefined;

  /** Gives up connecting when it aborts. An open transport does not look at it. */
  readonly signal?: AbortSignal | undefined;

  /** From the call to the open transport; {@link DEFAULT_CONNECT_TIMEOUT_MS} if left out. */
  readonly timeoutMs?: number | undefined;

  /** A larger frame ends the connection with `too-big`; {@link DEFAULT_MAX_FRAME_BYTES}. */
  readonly maxFrameBytes?: number | undefined;

  /**
   * The XMPP domain of the account. Over TCP the server's certificate must be valid for it (RFC 6120
   * section 13.7.1.2), whatever host it runs on; it is the name in the TLS handshake (SNI).
   */
  readonly domain?: string | undefined;

  /** PEM certificates to trust *in place of* the system's. Not possible in browsers. */
  readonly ca?: string | readonly string[] | undefined;

  /** What this side shows of itself in TLS, PEM (SASL EXTERNAL). Not possible in browsers. */
  readonly clientCertificate?: ClientCertificate | undefined;

  /**
   * Says where the host's name leads, in place of the system, and may refuse to go there by an error; it
   * is asked about hosts that are addresses, too. Not possible in browsers.
   */
  readonly lookup?: Lookup | undefined;

  /**
   * Allows clear text to hosts other than this one.
   *
   * A connector whose transports cannot `startTls` refuses to connect without it. Others connect, and it
   * is the session that goes over to TLS, or leaves before it has sent more than the opening of a stream.
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
