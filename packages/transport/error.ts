/** Why a connection did not open, or ended. */
export type TransportErrorCode =
  /** Somebody answered, and said no. */
  | 'refused'
  /** Nobody could be asked: no such name, no way there. */
  | 'unreachable'
  | 'timeout'
  /** The server's certificate is not valid for its name, or not from someone trusted. */
  | 'certificate'
  /** A WebSocket server that does not speak XMPP (RFC 7395 section 3.1). */
  | 'subprotocol'
  | 'too-big'
  | 'not-utf8'
  /** The peer broke another rule of the framing. */
  | 'protocol'
  /** The connection ended without a word. */
  | 'closed'
  /** The caller named a service that is not, or must not be, connected to. */
  | 'invalid-service'
  /** The caller changed its mind. */
  | 'aborted';

/** A fault of the connection. Its message says what was expected and what came. */
export class TransportError extends Error {
  override readonly name = 'TransportError';
  readonly code: TransportErrorCode;

  constructor(code: TransportErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
