/**
 * What ends an open connection, as a `TransportError`.
 */
import type { XmlError } from '@xec/stanza';
import { faultCode, faultMessage, TransportError } from '@xec/transport';

/** Why a connection that was open broke. */
export function openFault(cause: unknown): TransportError {
  if (cause instanceof TransportError) return cause;
  const code = faultCode(cause);
  const detail = code === '' ? faultMessage(cause) : code;
  return new TransportError('closed', `The connection broke: ${detail}.`, { cause });
}

/** What the peer sent that cannot be cut into pieces. */
export function streamFault(cause: XmlError): TransportError {
  const { condition, message } = cause;
  if (condition === 'policy-violation') {
    return new TransportError(
      'too-big',
      `A smaller piece of the stream was expected: ${message}.`,
      {
        cause,
      },
    );
  }
  if (condition === 'unsupported-encoding') {
    return new TransportError('not-utf8', `UTF-8 was expected: ${message}.`, { cause });
  }
  return new TransportError('protocol', `A stream of XML was expected: ${message}.`, { cause });
}

/** The peer left in the middle of its stream. */
export const endedEarly = (): TransportError =>
  new TransportError('closed', 'The connection ended before the stream did.');

export const unanswered = (): TransportError =>
  new TransportError('closed', 'The peer did not end the connection when this side did.');
