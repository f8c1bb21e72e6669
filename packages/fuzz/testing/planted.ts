import type { Element } from '@xec/stanza';
import { Payload, allFeatures, feature, payload, type Feature } from '@xec/xec';

/** All features, and one that handles the bodies of messages like this. */
export function withHandler(handle: (el: Element) => void): readonly Feature[] {
  @payload('Planted', { name: 'body', xmlns: 'jabber:client', under: 'message', from: 'any' })
  class Planted extends Payload<'Planted'> {
    override handle(el: Element): void {
      handle(el);
    }
  }
  return [...allFeatures, feature({ name: 'planted', payloads: [Planted] })];
}
