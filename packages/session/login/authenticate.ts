/**
 * The SASL negotiation of RFC 6120 section 6.
 */
import { readSaslReply, saslAbort, saslAuth, saslResponse } from '@xec/stanza';
import { SaslError } from '@xec/xec';
import { SaslProtocolError, type SaslMechanism } from '../sasl/index.js';
import type { Stream } from '../stream.js';
import { unexpected } from '../unexpected.js';

/**
 * Logs in; a new stream must be opened then.
 *
 * @throws SaslError where the server refuses, or does not prove what it must
 */
export async function authenticate(stream: Stream, mechanism: SaslMechanism): Promise<void> {
  try {
    await converse(stream, mechanism);
  } catch (error) {
    if (!(error instanceof SaslProtocolError)) throw error;
    stream.sendElement(saslAbort());
    throw new SaslError(error.code, error.message, { cause: error });
  }
}

/** Answers challenges until the server says yes or no; a yes counts only once it is proved. */
async function converse(stream: Stream, mechanism: SaslMechanism): Promise<void> {
  const initial = await mechanism.initial();
  stream.sendElement(saslAuth(mechanism.name, initial?.reveal()));
  for (;;) {
    const el = await stream.next();
    const reply = readSaslReply(el);
    if (reply === undefined) throw unexpected(stream, el, 'an answer to the login');
    if (reply.kind === 'failure') throw new SaslError(reply.condition, reply.text);
    if (reply.kind === 'success') {
      mechanism.finish(reply.data);
      return;
    }
    const response = await mechanism.respond(reply.data);
    stream.sendElement(saslResponse(response.reveal()));
  }
}
