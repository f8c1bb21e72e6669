/**
 * A look at a server before any login: does it answer, and what does it offer?
 */
import type { StreamFeatures } from '@xec/stanza';
import type { Transport } from '@xec/transport';
import { visit, type VisitOptions } from './visit.js';

/** What a server says before a login. */
export interface Probed {
  readonly transport: Transport['kind'];
  /** TLS, with a certificate that is valid for the server. */
  readonly isSecure: boolean;
  /** The server runs on this machine. */
  readonly isLoopback: boolean;
  /** What it offers, on the encrypted stream where there is one. */
  readonly features: StreamFeatures;
}

/**
 * Connects, opens a stream, reads what is offered, and goes away. Nothing secret is sent.
 *
 * @throws TransportError when there is no connection
 * @throws StreamError when the server ended the stream, is another domain's, or said nothing that is XMPP
 */
export async function probe(options: VisitOptions): Promise<Probed> {
  const [visited, features] = await visit(options);
  const { transport } = visited.stream;
  await visited.close();
  const { kind = 'websocket', isSecure = false, isLoopback = false } = transport ?? {};
  return { transport: kind, isSecure, isLoopback, features };
}
