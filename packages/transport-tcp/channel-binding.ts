/**
 * Data of a TLS connection that a login is bound to: RFC 5929, RFC 9266.
 */
import { createHash } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import type { ChannelBindingType } from '@xec/transport';
import { readDer, readOid } from './der.js';

/** `undefined` where this connection has none of that type. */
export function channelBinding(
  socket: TLSSocket,
  type: ChannelBindingType,
): Uint8Array | undefined {
  switch (type) {
    case 'tls-exporter':
      return exporter(socket);
    case 'tls-unique':
      return unique(socket);
    case 'tls-server-end-point':
      return serverEndPoint(socket);
  }
}

/** RFC 9266 section 2: below TLS 1.3 only with an extension that Node does not tell of. */
function exporter(socket: TLSSocket): Uint8Array | undefined {
  if (socket.getProtocol() !== 'TLSv1.3') return undefined;
  return socket.exportKeyingMaterial(32, 'EXPORTER-Channel-Binding', Buffer.alloc(0));
}

/** RFC 5929 section 3: the first Finished, which is the client's in a full handshake. */
function unique(socket: TLSSocket): Uint8Array | undefined {
  if (socket.getProtocol() !== 'TLSv1.2' || socket.isSessionReused()) return undefined;
  return socket.getFinished();
}

/** RFC 5929 section 4: a hash of the server's certificate. */
function serverEndPoint(socket: TLSSocket): Uint8Array | undefined {
  const raw = socket.getPeerX509Certificate()?.raw;
  const hash = raw === undefined ? undefined : certificateHash(raw);
  return raw === undefined || hash === undefined
    ? undefined
    : createHash(hash).update(raw).digest();
}

/** RSASSA-PSS, whose hash stands in its parameters (RFC 4055 section 3.1). */
const RSA_PSS = '2a864886f70d01010a';

/** The hashes of signatures. "If MD5 or SHA-1, use SHA-256" (RFC 5929 section 4.1). */
const HASHES: ReadonlyMap<string, string> = new Map([
  ['2a864886f70d010104', 'sha256'], // RSA with MD5
  ['2a864886f70d010105', 'sha256'], // RSA with SHA-1
  ['2a864886f70d01010b', 'sha256'], // RSA
  ['2a864886f70d01010c', 'sha384'],
  ['2a864886f70d01010d', 'sha512'],
  ['2a864886f70d01010e', 'sha224'],
  ['2a8648ce380403', 'sha256'], // DSA with SHA-1
  ['608648016503040302', 'sha256'], // DSA
  ['2a8648ce3d0401', 'sha256'], // ECDSA with SHA-1
  ['2a8648ce3d040301', 'sha224'], // ECDSA
  ['2a8648ce3d040302', 'sha256'],
  ['2a8648ce3d040303', 'sha384'],
  ['2a8648ce3d040304', 'sha512'],
  ['2b0e03021a', 'sha256'], // SHA-1 itself
  ['608648016503040201', 'sha256'],
  ['608648016503040202', 'sha384'],
  ['608648016503040203', 'sha512'],
  ['608648016503040204', 'sha224'],
]);

/**
 * The hash that a certificate (DER) is bound by.
 *
 * @returns `undefined` for signatures without one, such as Ed25519: the type is not defined for them
 */
export function certificateHash(certificate: Uint8Array): string | undefined {
  const [outer] = readDer(certificate);
  const [, algorithm] = outer === undefined ? [] : readDer(outer.content);
  const [name, parameters] = algorithm === undefined ? [] : readDer(algorithm.content);
  if (name === undefined) return undefined;
  const oid = readOid(name);
  if (oid !== RSA_PSS) return HASHES.get(oid);
  const [first] = parameters === undefined ? [] : readDer(parameters.content);
  if (first?.tag !== 0xa0) return 'sha256'; // SHA-1, when none is named
  const [hash] = readDer(first.content);
  const [hashName] = hash === undefined ? [] : readDer(hash.content);
  return hashName === undefined ? undefined : HASHES.get(readOid(hashName));
}
