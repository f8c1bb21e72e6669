/**
 * TLS on a TCP connection, with a certificate that is valid for the right name.
 */
import { isIP, type Socket } from 'node:net';
import {
  checkServerIdentity,
  connect,
  type ConnectionOptions,
  type PeerCertificate,
  type TLSSocket,
} from 'node:tls';
import { domainToASCII } from 'node:url';
import { TransportError, tlsCertificate, type ConnectOptions } from '@xec/transport';
import type { Service } from './service.js';

/** XEP-0368 section 3. */
const ALPN = 'xmpp-client';

/**
 * Begins TLS on `socket`, an open connection to `service`. Ends with `secureConnect`, or `error` on
 * what is returned.
 *
 * @throws what Node thinks of certificates that it cannot read
 */
export function secure(
  socket: Socket,
  service: Service,
  { domain, ca, clientCertificate }: ConnectOptions,
): TLSSocket {
  const name = domain === undefined ? service.host : asciiDomain(domain);
  const options: ConnectionOptions = {
    socket,
    minVersion: 'TLSv1.2', // RFC 7590 section 3.1, RFC 9325 section 3.1.1
    // Said here, so that NODE_TLS_REJECT_UNAUTHORIZED cannot say otherwise.
    rejectUnauthorized: true,
    checkServerIdentity: (_name, certificate) => checkName(service, name, certificate),
    // An address is no name to ask for (RFC 6066 section 3).
    ...(isIP(name) === 0 && { servername: name }),
    ...(service.isDirectTls && { ALPNProtocols: [ALPN] }),
    ...(ca !== undefined && { ca: typeof ca === 'string' ? ca : [...ca] }),
    ...tlsCertificate(clientCertificate),
  };
  return connect(options);
}

/** A domain as certificates and the handshake spell it; addresses lose their brackets. */
function asciiDomain(domain: string): string {
  const bare = domain.replace(/^\[|\]$|\.$/gu, '');
  return isIP(bare) === 0 ? domainToASCII(bare) || bare : bare;
}

/**
 * Looks for `name` among the alternative names, whose leftmost label may be `*`. The common name counts
 * for nothing (RFC 9525 section 2).
 */
function checkName(
  service: Service,
  name: string,
  certificate: PeerCertificate,
): TransportError | undefined {
  const { CN: _commonName, ...subject } = certificate.subject;
  // Node reads no more of a subject than its common name.
  const unnamed = { ...certificate, subject: subject as PeerCertificate['subject'] };
  const cause = checkServerIdentity(name, unnamed);
  if (cause === undefined) return undefined;
  const { subjectaltname } = certificate;
  const found = subjectaltname === undefined ? 'no name' : subjectaltname.slice(0, 200);
  return new TransportError(
    'certificate',
    `${service.name} did not open: its certificate was expected to be for ${name}; it is for ${found}.`,
    { cause },
  );
}
