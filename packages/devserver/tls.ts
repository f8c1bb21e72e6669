/**
 * TLS as the server has it: its certificate, and what a login can be bound to.
 */
import { createHash, X509Certificate } from 'node:crypto';
import type { PeerCertificate, TLSSocket, TlsOptions } from 'node:tls';

/** The server's certificate; everything in PEM. */
export interface CertificateOptions {
  readonly key: string;
  /** The certificates of its issuers behind it. */
  readonly cert: string;
  /** Who may sign certificates of clients. */
  readonly ca?: string;
  /** Asks clients for a certificate. One that `ca` did not sign counts as none. */
  readonly requestCert?: boolean;
}

/** What Node's TLS servers are told. */
export const serverTls = ({ requestCert = false, ...pem }: CertificateOptions): TlsOptions => ({
  ...pem,
  requestCert,
  rejectUnauthorized: false, // SASL decides what a certificate is good for
});

/** What the client showed, where it counts. */
export function clientCertificate(socket: TLSSocket): PeerCertificate | undefined {
  return socket.authorized ? socket.getPeerCertificate() : undefined;
}

/** See {@link FrameSocket.channelBinding}. @param cert the server's own, PEM */
export function channelBinding(
  socket: TLSSocket,
  cert: string,
  type: string,
): Uint8Array | undefined {
  const isTls13 = socket.getProtocol() === 'TLSv1.3';
  switch (type) {
    case 'tls-exporter':
      // On older TLS it needs an extension of which Node does not tell (RFC 9266 section 4.2).
      if (!isTls13) return undefined;
      return socket.exportKeyingMaterial(32, 'EXPORTER-Channel-Binding', Buffer.alloc(0));
    case 'tls-unique':
      // The first Finished: the client's, or the server's where a session goes on (RFC 5929 section 3).
      if (isTls13) return undefined;
      return socket.isSessionReused() ? socket.getFinished() : socket.getPeerFinished();
    case 'tls-server-end-point':
      return certificateHash(cert);
    default:
      return undefined;
  }
}

/** RFC 5929 section 4.1: by the hash of its signature, and SHA-256 in place of weaker ones. */
function certificateHash(cert: string): Uint8Array | undefined {
  const { raw } = new X509Certificate(cert);
  const hash = HASHES.get(signatureAlgorithm(raw).toString('hex'));
  return hash === undefined ? undefined : createHash(hash).update(raw).digest();
}

/** Object identifiers of signatures. Those that name no hash (Ed25519, PSS) have no binding here. */
const HASHES: ReadonlyMap<string, string> = new Map([
  ['2a864886f70d010104', 'sha256'], // MD5 with RSA
  ['2a864886f70d010105', 'sha256'], // SHA-1 with RSA
  ['2a864886f70d01010b', 'sha256'],
  ['2a864886f70d01010c', 'sha384'],
  ['2a864886f70d01010d', 'sha512'],
  ['2a8648ce3d0401', 'sha256'], // SHA-1 with ECDSA
  ['2a8648ce3d040302', 'sha256'],
  ['2a8648ce3d040303', 'sha384'],
  ['2a8648ce3d040304', 'sha512'],
]);

/** `Certificate ::= SEQUENCE { tbsCertificate, SEQUENCE { OID, … }, … }` (RFC 5280 section 4.1). */
function signatureAlgorithm(der: Buffer): Buffer {
  const signed = contentOf(der, 0);
  const algorithm = contentOf(der, contentOf(der, signed.start).end);
  const id = contentOf(der, algorithm.start);
  return der.subarray(id.start, id.end);
}

/** Where the content of the DER value at `at` begins and ends. */
function contentOf(der: Buffer, at: number): { start: number; end: number } {
  const first = der.readUInt8(at + 1);
  if (first < 0x80) return { start: at + 2, end: at + 2 + first };
  const size = first & 0x7f;
  const start = at + 2 + size;
  return { start, end: start + der.readUIntBE(at + 2, size) };
}
