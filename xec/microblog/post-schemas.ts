import type { Feed, PostContent, PostDraft, PostLink } from '@xec/stanza';
import * as v from 'valibot';
import { jid, markup, pageSchema, pageRequestSchema } from '../core/index.js';
import { locationSchema } from '../location/index.js';
import { nodePlace } from '../pubsub/index.js';

const text = v.exactOptional(v.string());
const date = v.exactOptional(v.pipe(v.string(), v.isoTimestamp()));
const list = <S extends v.GenericSchema>(of: S) => v.pipe(v.array(of), v.readonly());

const author = v.object({ name: text, uri: text });
const link = v.object({
  href: v.string(),
  rel: v.string(),
  type: text,
  title: text,
  ref: text,
}) satisfies v.GenericSchema<PostLink>;

const said = {
  ...{ atomId: text, title: text, content: text, summary: text, published: date, updated: date },
  /** Sanitised: see `xhtmlMarkup`. */
  xhtml: v.exactOptional(markup),
  author: v.exactOptional(author),
  inReplyTo: v.exactOptional(list(v.object({ ref: v.string(), href: text, type: text }))),
  location: v.exactOptional(locationSchema),
};

/** A post, as `readPost` reads it. */
export const postSchema = v.object({
  ...said,
  links: list(link),
  categories: list(v.string()),
}) satisfies v.GenericSchema<PostContent>;

/** A post to publish: it has a title, and says when it was written (RFC 4287 section 4.1.2). */
export const draftSchema = v.pipe(
  v.object({
    ...said,
    title: v.pipe(v.string(), v.nonEmpty('expected a title')),
    links: v.exactOptional(list(link)),
    categories: v.exactOptional(list(v.string())),
  }) satisfies v.GenericSchema<PostDraft>,
  v.check(
    ({ published, updated }) => published !== undefined || updated !== undefined,
    'expected the date and time at which it was published, or updated',
  ),
);

/** What a node of posts says of itself, as `readFeed` reads it. */
export const feedSchema = v.object({
  ...{ title: text, atomId: text, updated: date },
  author: v.exactOptional(author),
  links: list(link),
}) satisfies v.GenericSchema<Feed>;

/** Where an item is: at `from`, in `node`, under `id`. */
export const itemPlace = { ...nodePlace, id: v.string() };

/** A post and where it is. */
export const placedPost = {
  id: v.string(),
  /** Who put it there, as the service or anyone says. */
  publisher: v.exactOptional(jid),
  ...postSchema.entries,
};

/** Posts of a node; `next` is the page that follows, where the service knows pages. */
export const postsSchema = v.object({
  ...nodePlace,
  posts: list(v.object(placedPost)),
  /** What the node says of itself, where that was among its items. */
  feed: v.exactOptional(feedSchema),
  page: v.exactOptional(pageSchema),
  next: v.exactOptional(pageRequestSchema),
});

/** The posts that are asked for: those of `ids`, the `max` newest, or one page; else all. */
export const postsQuery = {
  ids: v.exactOptional(list(v.string())),
  max: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  page: v.exactOptional(pageRequestSchema),
};
