import {
  NS_MICROBLOG,
  NS_PUBSUB_EVENT,
  commentsNode,
  isFirstOfItsKind,
  readPubsubItems,
  type Element,
} from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';
import { feedOf, postOf } from './read-posts.js';

/**
 * Posts of microblogs (XEP-0277 section 2.4). Anyone may have a blog; each item is credited to the
 * `from` of its message, whatever it says of publisher and author (XEP-0060 section 7.1, XEP-0163
 * section 4.3).
 *
 * An item without id, or with an entry that says nothing, is passed over. One without entry is announced
 * as `post_announced`: nodes may be set up to keep payloads back (XEP-0472 section 5.1). It is not
 * asked for by itself: that would tell strangers that we are here.
 */
@payload('Post', {
  name: 'items',
  xmlns: NS_PUBSUB_EVENT,
  node: NS_MICROBLOG,
  under: ['message', { name: 'event', xmlns: NS_PUBSUB_EVENT }],
  from: 'any',
})
export class PostPublished extends Payload<'Post'> {
  override handle(items: Element, ctx: PayloadContext<'Post'>) {
    if (isFirstOfItsKind(items)) tellPosts(items, ctx); // an event has one list
  }
}

/**
 * Posts of all other nodes that no room has for itself: comments, and what services have (XEP-0472). What
 * of it is no post is passed over.
 */
@payload('Post', { name: 'event', xmlns: NS_PUBSUB_EVENT, under: 'message', from: 'any' })
export class PostAtServicePublished extends Payload<'Post'> {
  override handle(event: Element, ctx: PayloadContext<'Post'>) {
    const items = event.getChild('items', NS_PUBSUB_EVENT);
    // Those of microblogs are told by the class above.
    if (items !== undefined && items.attrs['node'] !== NS_MICROBLOG) tellPosts(items, ctx);
  }
}

/** Nodes in which there is nothing but posts. */
const isOfPosts = (node: string): boolean =>
  node === NS_MICROBLOG || node.startsWith(commentsNode(''));

function tellPosts(items: Element, ctx: PayloadContext<'Post'>): void {
  const read = readPubsubItems(items);
  if (read === undefined) return;
  const { node } = read;
  const from = ctx.from.toString();
  for (const item of read.items) {
    const { id, publisher } = item;
    const post = postOf(item);
    const feed = feedOf(item);
    if (post !== undefined) ctx.deliver({ from, node, ...post });
    else if (feed !== undefined) ctx.deliver('feed', { from, node, ...feed });
    else if (item.payload === undefined && isOfPosts(node)) {
      ctx.deliver('announced', { id, from, node, ...(publisher !== undefined && { publisher }) });
    }
  }
  for (const id of read.retracted) ctx.deliver('retract', { id, from, node });
}
