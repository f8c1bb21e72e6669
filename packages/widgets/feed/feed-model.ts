/**
 * Posts of oneself and of contacts, with their comments, made of packets.
 */
import { bareOf, localOf } from '@xec/state';
import type { PacketOf } from '@xec/packet-source';

/** The keys that a feed is made of. */
export const feedKeys = [
  'session_state',
  'roster_getlist_handle',
  'roster',
  'post',
  'post_retract',
  'microblog_get_handle',
  'microblog_get_error',
  'microblog_commentsget_handle',
  'microblog_commentsget_error',
  'pubsub_postdelete_handle',
] as const;

export type FeedPacket = PacketOf<(typeof feedKeys)[number]>;
type Content<K extends FeedPacket['key']> = Extract<FeedPacket, { key: K }>['content'];

/** So many posts of somebody are asked for at a time. */
const PAGE = 10;

/** A page of somebody's posts, from the newest backwards. */
export interface OlderPage {
  readonly max: number;
  readonly before: string;
}

/** The page with the newest posts. */
export const newestPage: OlderPage = { max: PAGE, before: '' };

/** A post and where it is. */
export type Post = Content<'post'>;

/** Where comments are. */
export interface Address {
  readonly to: string;
  readonly node: string;
}

/** How people answer a post without a word; others who do so write the same. */
export const LIKE = '♥';

/** The node of somebody's posts. */
export const MICROBLOG = 'urn:xmpp:microblog:0';

/** What strangers can make a page keep. */
export const feedLimits = { posts: 1000, comments: 500, people: 2000 } as const;

export class FeedModel {
  /** One's own bare JID, once there was a session. */
  self: string | undefined = undefined;
  /** Whose posts were asked for already. */
  readonly #asked = new Set<string>();
  /** Where each blog goes on, backwards; `undefined`: it does not. */
  readonly #older = new Map<string, OlderPage>();
  readonly #names = new Map<string, string>();
  readonly #posts = new Map<string, Post>();
  readonly #comments = new Map<string, Map<string, Post>>();

  /** Posts of oneself and of contacts, the newest first. */
  get posts(): Post[] {
    return [...this.#posts.values()]
      .filter(({ from }) => from === this.self || this.#names.has(from))
      .sort((one, other) => timeOf(other) - timeOf(one));
  }

  /** Oneself and the contacts whose posts nobody has asked for yet: `claim` them. */
  claim(most: number): string[] {
    const all = [...(this.self === undefined ? [] : [this.self]), ...this.#names.keys()];
    const wanted = all.filter((jid) => !this.#asked.has(jid)).slice(0, most);
    for (const jid of wanted) this.#asked.add(jid);
    return wanted;
  }

  /** The pages to ask for to see what is older: they are taken from here. */
  takeOlder(): { readonly to: string; readonly page: OlderPage }[] {
    const pages = [...this.#older].map(([to, page]) => ({ to, page }));
    this.#older.clear();
    return pages;
  }

  /** Whether there is anything older to ask for. */
  get hasOlder(): boolean {
    return this.#older.size > 0;
  }

  /** What to call somebody. */
  nameOf(jid: string): string {
    return this.#names.get(jid) ?? localOf(jid);
  }

  /** Comments in words, the oldest first. */
  commentsOn(post: Post): Post[] {
    return this.#on(post).filter(({ title }) => title !== LIKE);
  }

  /** Who likes a post: one like each. */
  likesOf(post: Post): Post[] {
    const likes = this.#on(post).filter(({ title }) => title === LIKE);
    return [...new Map(likes.map((like) => [authorOf(like), like])).values()];
  }

  reset(): void {
    for (const each of [this.#asked, this.#older, this.#names, this.#posts, this.#comments]) {
      each.clear();
    }
  }

  apply(packet: FeedPacket): void {
    const { key, content } = packet;
    switch (key) {
      case 'session_state':
        if (content.state === 'online') this.self = bareOf(content.jid);
        return;
      case 'roster_getlist_handle':
        this.#names.clear();
        for (const item of content.items) this.#meet(item);
        return;
      case 'roster':
        this.#meet(content.item);
        return;
      case 'post':
        this.#keep(content);
        return;
      case 'post_retract':
      case 'pubsub_postdelete_handle':
        this.#posts.delete(keyOf(content));
        this.#comments.get(placeOf({ to: content.from, node: content.node }))?.delete(content.id);
        return;
      case 'microblog_get_handle':
        this.#read(content);
        return;
      case 'microblog_get_error':
      case 'microblog_commentsget_error':
        // Who has no blog, or shows it to others only, has nothing to show here; that is no fault.
        return;
      case 'microblog_commentsget_handle':
        // An answer is all that there is: what was taken away is gone.
        this.#comments.delete(placeOf({ to: content.from, node: content.node }));
        for (const post of content.posts) this.#keep({ ...at(content), ...post });
        return;
    }
  }

  #read(content: Content<'microblog_get_handle'>): void {
    for (const post of content.posts) this.#keep({ ...at(content), ...post });
    const { first, index } = content.page ?? {};
    // From the end backwards: what stands before the first one of this page is older.
    const isBeginning = first === undefined || index === 0 || content.posts.length === 0;
    if (isBeginning) this.#older.delete(content.from);
    else this.#older.set(content.from, { max: PAGE, before: first });
  }

  #meet({ jid, name, subscription }: { jid: string; name?: string; subscription: string }): void {
    const isBlogSeen = subscription === 'both' || subscription === 'to';
    if (!isBlogSeen) this.#names.delete(jid);
    else if (this.#names.size < feedLimits.people) this.#names.set(jid, name ?? localOf(jid));
  }

  /** Whoever sent it is whose it is, whatever it says of its author. */
  #keep(post: Post): void {
    if (post.node === MICROBLOG) {
      this.#posts.set(keyOf(post), post);
      dropOldest(this.#posts, feedLimits.posts);
      return;
    }
    const place = placeOf({ to: post.from, node: post.node });
    const comments = this.#comments.get(place) ?? new Map<string, Post>();
    comments.set(post.id, post);
    dropOldest(comments, feedLimits.comments);
    this.#comments.set(place, comments);
    dropOldest(this.#comments, feedLimits.posts);
  }

  #on(post: Post): Post[] {
    const address = commentsAddress(post);
    const comments = address && this.#comments.get(placeOf(address));
    return [...(comments?.values() ?? [])].sort((one, other) => timeOf(one) - timeOf(other));
  }
}

const at = ({ from, node }: { from: string; node: string }) => ({ from, node });
const keyOf = ({ from, node, id }: Pick<Post, 'from' | 'node' | 'id'>): string =>
  JSON.stringify([from, node, id]);
const placeOf = ({ to, node }: Address): string => JSON.stringify([to, node]);

/** When it was written, milliseconds since 1970; long ago where it does not say. */
export const timeOf = ({ published, updated }: Post): number =>
  Date.parse(published ?? updated ?? '') || 0;

/** Who wrote a comment, as far as one can tell: the service's word before the writer's. */
export const authorOf = ({ publisher, author }: Post): string =>
  publisher === undefined ? (author?.name ?? '?') : bareOf(publisher);

/** Where the comments on a post are (XEP-0277 section 3.1): `undefined` where there can be none. */
export function commentsAddress({ links }: Pick<Post, 'links'>): Address | undefined {
  const link = links.find(({ rel, title }) => rel === 'replies' && title === 'comments');
  const [, to, query] = /^xmpp:([^?]+)\?(.*)$/s.exec(link?.href ?? '') ?? [];
  const node = query
    ?.split(';')
    .find((pair) => pair.startsWith('node='))
    ?.slice('node='.length);
  if (to === undefined || node === undefined) return undefined;
  try {
    return { to: decodeURIComponent(to), node: decodeURIComponent(node) };
  } catch {
    return undefined; // it is no address
  }
}

/** The link with which a post says where its comments are. */
export const commentsLink = ({ to, node }: Address) => ({
  href: `xmpp:${encodeURI(to)}?;node=${encodeURIComponent(node)}`,
  ...{ rel: 'replies', title: 'comments' },
});

function dropOldest(map: Map<string, unknown>, most: number): void {
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) map.delete(oldest);
}
