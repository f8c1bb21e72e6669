import {
  NS_MICROBLOG,
  NS_PUBSUB_EVENT,
  isFirstOfItsKind,
  readPost,
  readPubsubItems,
  type Element,
} from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';

/**
 * Posts of microblogs (XEP-0277 section 2.4). Anyone may have a blog; each item is credited to the
 * `from` of its message, whatever it says of publisher and author (XEP-0060 section 7.1, XEP-0163
 * section 4.3).
 *
 * An item without id, without entry, or with an entry that says nothing, is passed over.
 */
@payload('Post', {
  name: 'items',
  xmlns: NS_PUBSUB_EVENT,
  node: NS_MICROBLOG,
  under: ['message', { name: 'event', xmlns: NS_PUBSUB_EVENT }],
  from: 'any',
})
export class PostPublished extends Payload<'Post'> {
  override handle(el: Element, ctx: PayloadContext<'Post'>) {
    const read = isFirstOfItsKind(el) ? readPubsubItems(el) : undefined; // an event has one list
    if (read === undefined) return;
    const { node } = read;
    const from = ctx.from.toString();
    for (const { id, publisher, payload: entry } of read.items) {
      const post = entry === undefined ? undefined : readPost(entry);
      if (post === undefined) continue;
      ctx.deliver({ id, from, node, ...(publisher !== undefined && { publisher }), ...post });
    }
    for (const id of read.retracted) ctx.deliver('retract', { id, from, node });
  }
}
