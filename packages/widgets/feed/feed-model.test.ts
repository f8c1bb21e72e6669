import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  FeedModel,
  LIKE,
  MICROBLOG,
  commentsAddress,
  commentsLink,
  feedLimits,
  type FeedPacket,
  type Post,
} from './feed-model.js';

const self = 'juliet@example';
const friar = 'friar@example';
type Content<K extends FeedPacket['key']> = Extract<FeedPacket, { key: K }>['content'];

let model: FeedModel;
const tell = <K extends FeedPacket['key']>(key: K, content: Content<K>): void => {
  // One of the union, whose key says which content it has.
  model.apply({ seq: 1, at: 1, key, content } as unknown as FeedPacket);
};
const post = (from: string, id: string, minute: number, more: Partial<Post> = {}): Post => ({
  ...{ from, id, node: MICROBLOG, title: id, links: [], categories: [] },
  published: new Date(minute * 60_000).toISOString(),
  ...more,
});
const ids = (): string[] => model.posts.map(({ id }) => id);

beforeEach(() => {
  model = new FeedModel();
  tell('session_state', { state: 'online', jid: `${self}/1` });
  tell('roster_getlist_handle', {
    items: [
      { jid: friar, name: 'Friar Laurence', subscription: 'both', groups: [] },
      { jid: 'tybalt@example', subscription: 'from', groups: [] },
    ],
  } as unknown as Content<'roster_getlist_handle'>); // what is read of it
});

describe('a feed', () => {
  it('has posts of oneself and of contacts, the newest first', () => {
    tell('post', post(friar, 'a', 1));
    tell('post', post(self, 'b', 3));
    tell('microblog_get_handle', { from: friar, node: MICROBLOG, posts: [post(friar, 'c', 2)] });
    expect(ids()).toEqual(['b', 'c', 'a']);
  });

  it('has none of strangers, nor of those whom one does not follow', () => {
    tell('post', post('evil@example', 'a', 1));
    tell('post', post('tybalt@example', 'b', 1));
    expect(ids()).toEqual([]);
  });

  it('shows a post once, as it was last written', () => {
    tell('post', post(friar, 'a', 1));
    tell('post', post(friar, 'a', 1, { title: 'new' }));
    expect(model.posts.map(({ title }) => title)).toEqual(['new']);
    // The same id at somebody else is another post.
    tell('post', post(self, 'a', 2));
    expect(model.posts).toHaveLength(2);
  });

  it('forgets what was taken away', () => {
    tell('post', post(friar, 'a', 1));
    tell('post', post(self, 'b', 1));
    tell('post_retract', { from: friar, node: MICROBLOG, id: 'a' });
    tell('pubsub_postdelete_handle', { from: self, node: MICROBLOG, id: 'b' });
    expect(ids()).toEqual([]);
  });

  it('asks everybody once, oneself first', () => {
    expect(model.claim(1)).toEqual([self]);
    expect(model.claim(9)).toEqual([friar]);
    expect(model.claim(9)).toEqual([]);
  });

  it('goes on backwards from the first post of each page, until there is none', () => {
    const answer = (posts: Post[], index: number): void =>
      tell('microblog_get_handle', {
        ...{ from: friar, node: MICROBLOG, posts },
        page: { first: posts[0]?.id ?? '', last: posts.at(-1)?.id ?? '', index, count: 12 },
      });
    answer([post(friar, 'c', 3), post(friar, 'd', 4)], 2);
    expect(model.hasOlder).toBe(true);
    expect(model.takeOlder()).toEqual([{ to: friar, page: { max: 10, before: 'c' } }]);
    expect(model.hasOlder).toBe(false);
    answer([post(friar, 'a', 1), post(friar, 'b', 2)], 0);
    expect(model.hasOlder).toBe(false);
  });

  it('keeps so many posts, and no more', () => {
    for (let index = 0; index < feedLimits.posts + 50; index += 1) {
      tell('post', post(friar, String(index), index));
    }
    expect(model.posts).toHaveLength(feedLimits.posts);
    expect(ids()[0]).toBe(String(feedLimits.posts + 49));
  });
});

describe('comments', () => {
  const address = { to: 'pubsub.example', node: `${MICROBLOG}:comments/a` };
  const comment = (id: string, title: string, publisher: string, minute = 1): Post =>
    post(address.to, id, minute, { node: address.node, title, publisher });
  const commented = post(friar, 'a', 1, { links: [commentsLink(address)] });

  it('are where the post says', () => {
    expect(commentsAddress(commented)).toEqual(address);
    expect(commentsAddress(post(friar, 'a', 1))).toBeUndefined();
    const links = [{ rel: 'replies', title: 'comments', href: 'xmpp:a?;node=%E0%A4%A' }];
    expect(commentsAddress({ links })).toBeUndefined();
  });

  it('stand under their post, the oldest first, and are no posts', () => {
    tell('post', commented);
    tell('post', comment('2', 'second', 'romeo@example', 2));
    tell('post', comment('1', 'first', 'romeo@example', 1));
    expect(model.commentsOn(commented).map(({ title }) => title)).toEqual(['first', 'second']);
    expect(ids()).toEqual(['a']);
    tell('post_retract', { from: address.to, node: address.node, id: '1' });
    expect(model.commentsOn(commented).map(({ title }) => title)).toEqual(['second']);
  });

  it('are likes without a word, one of each', () => {
    tell('post', comment('1', LIKE, 'romeo@example/1'));
    tell('post', comment('2', LIKE, 'romeo@example/2'));
    tell('post', comment('3', LIKE, self));
    expect(model.likesOf(commented)).toHaveLength(2);
    expect(model.commentsOn(commented)).toEqual([]);
  });

  it('are those of the last answer', () => {
    tell('post', comment('1', 'gone', 'romeo@example'));
    tell('microblog_commentsget_handle', {
      ...{ from: address.to, node: address.node },
      posts: [comment('2', 'there', 'romeo@example')],
    });
    expect(model.commentsOn(commented).map(({ title }) => title)).toEqual(['there']);
  });

  it('are kept so many, and no more', () => {
    for (let index = 0; index < feedLimits.comments + 9; index += 1) {
      tell('post', comment(String(index), 'x', 'romeo@example', index));
    }
    expect(model.commentsOn(commented)).toHaveLength(feedLimits.comments);
  });
});
