import { readMessage, type Element, type Message } from '@xec/stanza';
import type { PayloadContext } from '../core/index.js';

const messages = new WeakMap<Element, Message>();

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
  const known = messages.get(stanza);
  if (known !== undefined) return known;
  const message = readMessage(stanza, self.toBare());
  if (message !== undefined) messages.set(stanza, message);
  return message;
}
