import { readMessage, type Element, type Message } from '@xec/stanza';
import type { PayloadContext } from '../core/index.js';

/** The last one: all payloads of a stanza look at it one after the other. */
let last: { readonly stanza: Element; readonly message: Message | undefined } | undefined;

/**
 * What the message that came in says: read once for all payloads that look at it. It is shared, so nobody
 * changes it.
 *
 * @returns `undefined` for other stanzas
 */
export function messageOf({
  stanza,
  self,
}: Pick<PayloadContext, 'stanza' | 'self'>): Message | undefined {
  if (last?.stanza !== stanza) last = { stanza, message: readMessage(stanza, self.toBare()) };
  return last.message;
}
