/**
 * What Node and ws say when something goes wrong, as a `TransportError`.
 */
import { TransportError, type TransportErrorCode } from '@xec/transport';

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
  EPROTO: ['refused', 'it does not speak TLS as expected'],
};

/** Codes of OpenSSL's verification and Node's check of names, as they begin or end. */
const certificateFault =
  /CERT|SELF_SIGNED|UNABLE_TO_|CRL_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH/u;

/** Why connecting to `name` failed. */
export function connectFault(name: string, cause: unknown): TransportError {
  const code = codeOf(cause);
  const [kind, reason] = socketFaults[code] ?? otherFault(code, cause);
  const detail = code === '' ? '' : ` (${code})`;
  return new TransportError(kind, `${name} did not open: ${reason}${detail}.`, { cause });
}

function otherFault(code: string, cause: unknown): readonly [TransportErrorCode, string] {
  if (certificateFault.test(code)) return ['certificate', 'its certificate is not valid for us'];
  if (code.startsWith('ERR_SSL_')) return ['refused', 'it does not speak TLS as expected'];
  return ['refused', messageOf(cause)];
}

/** Why a connection that was open ended. */
export function openFault(cause: unknown, maxBytes: number): TransportError {
  const code = codeOf(cause);
  if (code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH' || code.startsWith('WS_ERR_TOO_MANY_')) {
    const limit = `A frame of at most ${String(maxBytes)} bytes was expected`;
    return new TransportError('too-big', `${limit}: ${messageOf(cause)}.`, { cause });
  }
  if (code === 'WS_ERR_INVALID_UTF8') {
    return new TransportError('not-utf8', 'A text frame of valid UTF-8 was expected.', { cause });
  }
  if (code.startsWith('WS_ERR_')) {
    return new TransportError('protocol', `The peer broke RFC 6455: ${messageOf(cause)}.`, {
      cause,
    });
  }
  const detail = code === '' ? messageOf(cause) : code;
  return new TransportError('closed', `The connection broke: ${detail}.`, { cause });
}

// Looked at by shape: an Error of another realm is no `instanceof Error` here.
const codeOf = (cause: unknown): string => textOf(cause, 'code') ?? '';

const messageOf = (cause: unknown): string => textOf(cause, 'message') ?? 'no reason was given';

function textOf(value: unknown, key: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const text: unknown = Reflect.get(value, key);
  return typeof text === 'string' ? text : undefined;
}
