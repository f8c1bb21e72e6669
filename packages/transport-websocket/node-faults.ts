/**
 * What ws says when something goes wrong, as a `TransportError`.
 */
import { faultCode, faultMessage, TransportError } from '@xec/transport';

/** Why a connection that was open ended. */
export function openFault(cause: unknown, maxBytes: number): TransportError {
  const code = faultCode(cause);
  if (code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH' || code.startsWith('WS_ERR_TOO_MANY_')) {
    const limit = `A frame of at most ${String(maxBytes)} bytes was expected`;
    return new TransportError('too-big', `${limit}: ${faultMessage(cause)}.`, { cause });
  }
  if (code === 'WS_ERR_INVALID_UTF8') {
    return new TransportError('not-utf8', 'A text frame of valid UTF-8 was expected.', { cause });
  }
  if (code.startsWith('WS_ERR_')) {
    return new TransportError('protocol', `The peer broke RFC 6455: ${faultMessage(cause)}.`, {
      cause,
    });
  }
  const detail = code === '' ? faultMessage(cause) : code;
  return new TransportError('closed', `The connection broke: ${detail}.`, { cause });
}
