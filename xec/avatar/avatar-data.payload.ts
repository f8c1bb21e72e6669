import {
  NS_AVATAR_DATA,
  NS_PUBSUB_EVENT,
  readAvatarData,
  readPubsubItems,
  type Element,
} from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';
import { pictureOf } from './picture.js';

/**
 * A picture that came unasked: services send those of nodes that somebody subscribed to by hand
 * (XEP-0084 section 3.1 asks nobody to). Bytes of another hash are thrown away, as in `Avatar/Get`.
 */
@payload('AvatarData', {
  name: 'event',
  xmlns: NS_PUBSUB_EVENT,
  node: NS_AVATAR_DATA,
  under: 'message',
  from: 'any',
})
export class AvatarDataPublished extends Payload<'AvatarData'> {
  override handle(event: Element, ctx: PayloadContext<'AvatarData'>) {
    const list = event.getChild('items', NS_PUBSUB_EVENT); // an event has one list
    const read = list && readPubsubItems(list);
    if (read?.node !== NS_AVATAR_DATA) return;
    for (const { id, payload: el } of read.items) {
      const data = el && readAvatarData(el, id);
      if (data) ctx.deliver({ from: ctx.from.bare, id, ...pictureOf(data) });
    }
  }
}
