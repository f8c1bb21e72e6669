import fc from 'fast-check';
import {
  NS_ATOM,
  feedElement,
  inReplyToElement,
  linkElement,
  postElement,
  readFeed,
  readInReplyTo,
  readLinks,
  readPost,
  type Feed,
  type InReplyTo,
  type PostAuthor,
  type PostContent,
  type PostLink,
} from '../../index.js';
import { date, shape, some, someUnique, trimmed, webUrl, words } from './arbitraries.js';
import { place } from './location.js';
import { within } from './places.js';
import { roundTrip } from './round-trip.js';
import { markup } from './xhtml.js';

const link = shape<PostLink>(
  { href: webUrl, rel: words },
  { type: words, title: words, ref: words },
);
const author = shape<PostAuthor>({}, { name: trimmed, uri: trimmed }).filter(
  (each) => Object.keys(each).length > 0,
);
const answered = shape<InReplyTo>({ ref: words }, { href: webUrl, type: words });

/** With a text beside the markup: without one it is made of the markup. */
export const post = shape<Omit<PostContent, 'xhtml'>>(
  { links: some(link), categories: someUnique(words) },
  {
    ...{ atomId: trimmed, title: trimmed, content: trimmed, summary: trimmed },
    ...{ published: date, updated: date, author, inReplyTo: some(answered, 1), location: place },
  },
)
  // One that says nothing is none.
  .filter((each) => Boolean(each.title ?? each.content ?? each.summary) || each.links.length > 0)
  .chain((each) =>
    each.content === undefined
      ? fc.constant<PostContent>(each)
      : fc.option(markup, { nil: undefined }).map((xhtml): PostContent => ({
          ...each,
          ...(xhtml !== undefined && { xhtml }),
        })),
  );

export const microblog = [
  roundTrip({
    builders: { postElement },
    readers: { readPost },
    of: post,
    build: postElement,
    read: readPost,
  }),
  roundTrip({
    builders: { feedElement },
    readers: { readFeed },
    of: shape<Feed>(
      { links: some(link) },
      { title: trimmed, atomId: trimmed, updated: date, author },
    ),
    build: feedElement,
    read: readFeed,
  }),
  roundTrip({
    builders: { linkElement },
    readers: { readLinks },
    of: some(link),
    build: (given) => within(NS_ATOM, ...given.map(linkElement)),
    read: readLinks,
  }),
  roundTrip({
    builders: { inReplyToElement },
    readers: { readInReplyTo },
    of: some(answered),
    build: (given) => within(NS_ATOM, ...given.map(inReplyToElement)),
    read: readInReplyTo,
  }),
];
