/**
 * What a stream needs of the socket below it: text frames out, and the ways in which sockets end.
 */
import type { PeerCertificate } from 'node:tls';
import type { XmlError } from '@xec/stanza';

/** Who gets what the socket brings. */
export interface FrameReceiver {
  receive(text: string): void;
  /** What came cannot be cut into frames; nothing more of it is read. */
  broken(error: XmlError): void;
  closed(): void;
}

export interface FrameSocket {
  /** What opens and ends a stream: elements (RFC 7395), or its tags (RFC 6120). */
  readonly framing: 'websocket' | 'stream';
  /** TLS. */
  readonly isSecure: boolean;
  /** Goes over to TLS (RFC 6120 section 5); absent where it cannot, or is TLS already. */
  readonly startTls?: (() => void) | undefined;
  /** Another stream begins (after a login); absent where frames need no cutting. */
  restart?(): void;
  /**
   * What binds a login to this connection: `tls-exporter`, `tls-unique` or `tls-server-end-point` (RFC
   * 5929, RFC 9266). `undefined` where it has none of that type.
   */
  channelBinding?(type: string): Uint8Array | undefined;
  /** What the client showed of itself in TLS, where an authority of ours signed it. */
  readonly clientCertificate?: PeerCertificate | undefined;
  /** Writes a text frame; nothing where the socket is closed or silent. */
  write(text: string): void;
  /** Closes with a handshake; while silent, afterwards. Sockets without frames have no code. */
  close(code: number, reason?: string): void;
  /** Destroys the connection without a word. */
  abort(): void;
  /** Stops reading and writing while the socket stays open; goes on with `false`. */
  silence(isSilent: boolean): void;
  /** Holds back what comes in or goes out, and lets it go again; the end of the socket is noticed. */
  block(direction: 'in' | 'out', isBlocked: boolean): void;
  /** Writes half of a frame, then destroys the connection; no frame follows. */
  cutMidFrame(text: string): void;
}
