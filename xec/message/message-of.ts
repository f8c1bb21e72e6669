import { readMessage, type Element, type Message } from '@xec/stanza';
import type { PayloadContext } from '../core/index.js';

/**
 * The last one: all payloads of a stanza look at it one after the other. No object holds both, which V8 might
 * take for one that lives long (see `MadePacket`).
 */
let lastStanza: Element | undefined;
let lastMessage: Message | undefined;

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
  if (lastStanza !== stanza) {
    lastMessage = readMessage(stanza, self.toBare());
    lastStanza = stanza;
  }
  return lastMessage;
}
