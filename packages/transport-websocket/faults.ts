/**
 * The faults that Node and browsers have in common.
 */
import { TransportError, type TransportClose } from '@xec/transport';
import { CLOSE_ABNORMAL } from './close-codes.js';

export const wrongSubprotocol = (name: string, selected: string | undefined): TransportError => {
  const found = selected ? `"${selected.slice(0, 40)}"` : 'none';
  return new TransportError(
    'subprotocol',
    `${name} was expected to select the subprotocol "xmpp" (RFC 7395); it selected ${found}.`,
  );
};

export const tooBig = (maxBytes: number): TransportError =>
  new TransportError('too-big', `A frame of at most ${String(maxBytes)} bytes was expected.`);

export const binaryFrame = (): TransportError =>
  new TransportError('protocol', 'A text frame was expected (RFC 7395); a binary one came.');

/** What a `close` event says. */
export function readClose(code: number, text: string, isClean: boolean): TransportClose {
  if (isClean && code !== CLOSE_ABNORMAL) {
    return text === '' ? { clean: true, code } : { clean: true, code, text };
  }
  const error = new TransportError('closed', 'The connection ended without a close frame.');
  return { clean: false, code, error };
}
