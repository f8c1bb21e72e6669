/**
 * What goes wrong over HTTP, as a `TransportError`.
 */
import { TransportError, type TransportErrorCode } from '@xec/transport';
import type { XmlError } from '@xec/stanza';

/** How a session that the server terminated ends (XEP-0124 section 17.2). */
const CONDITIONS: ReadonlyMap<string, TransportErrorCode> = new Map([
  ['bad-request', 'protocol'],
  ['host-gone', 'refused'],
  ['host-unknown', 'refused'],
  ['improper-addressing', 'refused'],
  ['internal-server-error', 'closed'],
  ['item-not-found', 'closed'],
  ['other-request', 'closed'],
  ['policy-violation', 'closed'],
  ['remote-connection-failed', 'unreachable'],
  ['system-shutdown', 'closed'],
]);

/** Why the server terminated the session; an unknown condition is `closed`, as undefined ones are. */
export const terminated = (name: string, condition: string): TransportError =>
  new TransportError(
    CONDITIONS.get(condition) ?? 'closed',
    CONDITIONS.has(condition)
      ? `${name} ended the session: ${condition}.`
      : `${name} ended the session for a reason of its own.`,
  );

/** An answer that is not 200. */
export class StatusError extends TransportError {
  constructor(
    name: string,
    readonly status: number,
  ) {
    const hint = status >= 300 && status < 400 ? ' (redirects are not followed)' : '';
    super(
      'refused',
      `${name} was expected to answer 200 with a <body/>; it answered ${String(status)}${hint}.`,
    );
  }
}

/** An answer that cannot be read. */
export function unreadable(name: string, cause: XmlError, maxFrameBytes: number): TransportError {
  if (cause.condition === 'unsupported-encoding') {
    return new TransportError('not-utf8', 'An answer of valid UTF-8 was expected.', { cause });
  }
  if (cause.condition === 'policy-violation') {
    const limit = `A frame of at most ${String(maxFrameBytes)} bytes was expected`;
    return new TransportError('too-big', `${limit}: ${cause.message}.`, { cause });
  }
  const message = `${name} was expected to answer with a <body/>: ${cause.message}.`;
  return new TransportError('protocol', message, { cause });
}

/** @param maxBytes of a whole answer */
export const answerTooBig = (maxBytes: number): TransportError =>
  new TransportError('too-big', `An answer of at most ${String(maxBytes)} bytes was expected.`);
