/**
 * What Node's sockets say when something goes wrong, as a `TransportError`. Needs nothing of Node.
 */
import { TransportError, type TransportErrorCode } from './error.js';

/** Codes of Node's sockets, and what to say beside them. */
const socketFaults: Readonly<Record<string, readonly [TransportErrorCode, string]>> = {
  ECONNREFUSED: ['refused', 'nothing listens there'],
  ENOTFOUND: ['unreachable', 'there is no such name'],
  EAI_AGAIN: ['unreachable', 'the name could not be looked up'],
  EHOSTUNREACH: ['unreachable', 'there is no way to the host'],
  ENETUNREACH: ['unreachable', 'there is no way to the network'],
  ETIMEDOUT: ['timeout', 'it did not answer'],
  ECONNRESET: ['closed', 'it ended the connection'],
  EPIPE: ['closed', 'it ended the connection'],
  ERR_SSL_TLSV1_UNRECOGNIZED_NAME: ['certificate', 'it has no certificate for the name'],
  CERT_HAS_EXPIRED: ['certificate', 'its certificate has expired'],
  CERT_NOT_YET_VALID: ['certificate', 'its certificate is not valid yet'],
  ERR_TLS_CERT_ALTNAME_INVALID: ['certificate', 'its certificate is for another name'],
  ...Object.fromEntries(
    [
      ...['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN'],
      ...['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ].map((code) => [code, ['certificate', 'its certificate is from nobody who is trusted here']]),
  ),
  EPROTO: ['refused', 'it does not speak TLS as expected'],
};

/** Codes of OpenSSL's verification and Node's check of names, as they begin or end. */
const certificateFault =
  /CERT|SELF_SIGNED|UNABLE_TO_|CRL_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH/u;

/** Why connecting to `name` failed; a `TransportError` says so itself. */
export const connectFault = (name: string, cause: unknown): TransportError =>
  socketFault(`${name} did not open`, cause, 'refused');

/**
 * What a socket's fault means; a `TransportError` says so itself.
 *
 * @param what happened, as the message begins
 * @param otherwise the code of a fault that nobody knows
 */
export function socketFault(
  what: string,
  cause: unknown,
  otherwise: TransportErrorCode,
): TransportError {
  if (cause instanceof TransportError) return cause;
  const code = faultCode(cause);
  const [kind, reason] = socketFaults[code] ?? otherFault(code, cause, otherwise);
  const detail = code === '' ? '' : ` (${code})`;
  return new TransportError(kind, `${what}: ${reason}${detail}.`, { cause });
}

function otherFault(
  code: string,
  cause: unknown,
  otherwise: TransportErrorCode,
): readonly [TransportErrorCode, string] {
  // Before certificates: these are the peer's words about ours, or about TLS.
  if (code.startsWith('ERR_SSL_')) return ['refused', 'it does not speak TLS as expected'];
  if (certificateFault.test(code)) return ['certificate', 'its certificate is not valid for us'];
  return [otherwise, faultMessage(cause)];
}

// Looked at by shape: an Error of another realm is no `instanceof Error` in tests.
/** The code of a fault, or an empty text. */
export const faultCode = (cause: unknown): string => textOf(cause, 'code') ?? '';

/** What a fault says about itself. */
export const faultMessage = (cause: unknown): string =>
  textOf(cause, 'message') ?? 'no reason was given';

function textOf(value: unknown, key: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const text: unknown = Reflect.get(value, key);
  return typeof text === 'string' ? text : undefined;
}
