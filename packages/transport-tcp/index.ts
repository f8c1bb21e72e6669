/**
 * XMPP over TCP (RFC 6120), with STARTTLS or direct TLS (XEP-0368). For Node.
 */
export { tcp, tcpWith } from './connect.js';
export type { TcpOptions } from './options.js';
