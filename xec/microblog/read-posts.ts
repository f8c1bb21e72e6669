import {
  FEED_ITEM,
  MalformedStanza,
  nextPage,
  readFeed,
  readItemsAnswer,
  readPost,
  type Element,
  type PageRequest,
  type PubsubItem,
} from '@xec/stanza';
import type * as v from 'valibot';
import { nodePlaceOf } from '../pubsub/index.js';
import type { postsSchema } from './post-schemas.js';

/** The post of an item; `undefined` for an item that is none. */
export function postOf({ id, publisher, payload }: PubsubItem) {
  const post = payload && readPost(payload);
  return post && { id, ...(publisher !== undefined && { publisher }), ...post };
}

/** What the item says of its node; `undefined` for another item. */
export const feedOf = ({ id, payload }: PubsubItem) =>
  id === FEED_ITEM && payload !== undefined ? readFeed(payload) : undefined;

/** Reads an answer with posts; items that are none are passed over. */
export function readPosts(
  reply: Element,
  asked: { readonly to?: string; readonly node: string; readonly page?: PageRequest },
  ctx: { readonly self: { readonly bare: string } },
): v.InferOutput<typeof postsSchema> {
  const answer = readItemsAnswer(reply);
  if (answer === undefined) throw new MalformedStanza('expected the items of the node');
  const { items, page } = answer;
  const next = nextPage(asked.page ?? {}, page, items.length);
  const feed = items.map(feedOf).find((each) => each !== undefined);
  return {
    ...nodePlaceOf(asked, ctx),
    posts: items.flatMap((item) => postOf(item) ?? []),
    ...(feed && { feed }),
    ...(page && { page }),
    ...(next && { next }),
  };
}
