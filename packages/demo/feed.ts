/** What the friar posts, and what he is like. */
import type { Client } from '@xec/client';
import { commentsLink, commentsNode } from '@xec/stanza';
import {
  CreateCommentsNode,
  PublishComment,
  PublishMood,
  PublishPost,
  PublishTune,
  SetVcard4,
} from '@xec/xec';
import { asking } from './asking.js';

/** A post as people think of it. */
export interface Announcement {
  /** Of its item; published again, it is the same post. */
  readonly id: string;
  readonly title: string;
  readonly xhtml?: string;
  /** How many minutes ago it was written. */
  readonly minutesAgo?: number;
}

const div = (content: string): string =>
  `<div xmlns="http://www.w3.org/1999/xhtml">${content}</div>`;

const posts: readonly Announcement[] = [
  {
    id: 'rosemary',
    title: 'Rosemary, and what it is good for',
    xhtml: div(
      '<p>It is for <strong>remembrance</strong>, they say. I also put it into bread.</p>' +
        '<ul><li>cut it in the morning</li><li>never all of it</li><li>thank the bees</li></ul>',
    ),
    minutesAgo: 3 * 24 * 60,
  },
  {
    id: 'noon',
    title: 'My cell is open at noon',
    xhtml: div(
      '<p>Whoever wants to talk may come, <em>both houses</em>. Leave swords at the door.</p>' +
        '<blockquote><p>Wisely and slow. They stumble that run fast.</p></blockquote>',
    ),
    minutesAgo: 26 * 60,
  },
  { id: 'fig', title: 'The first fig of the year!', minutesAgo: 190 },
];

const news: readonly string[] = [
  'A new basket of willow is done. It holds more than I can carry.',
  'The bees have moved into the bell tower. Nobody rings today.',
  'I found a flower that I have no name for. Suggestions?',
];

/** Something new, the `count`-th. */
export const announcement = (count: number): Announcement => ({
  id: `news-${String(count % news.length)}`,
  title: news[count % news.length] ?? '',
});

/** Publishes a post, where everybody may comment. */
export async function publishPost(client: Client, post: Announcement): Promise<boolean> {
  const ask = asking(client);
  const { id, title, xhtml, minutesAgo = 0 } = post;
  // At the own account: every server that has posts has this.
  await ask(new CreateCommentsNode({ id }));
  const published = new Date(Date.now() - minutesAgo * 60_000).toISOString();
  const link = commentsLink({ jid: client.jid.bare, node: commentsNode(id) });
  const content = { title, published, ...(xhtml !== undefined && { xhtml }), links: [link] };
  return ask(new PublishPost({ id, post: content }));
}

/** Publishes all that the friar has to show. */
export async function publishFeed(client: Client): Promise<void> {
  const ask = asking(client);
  await Promise.all([
    ask(new PublishMood({ content: { mood: 'contented', text: 'The figs are ripe.' } })),
    ask(new PublishTune({ content: { artist: 'The bees', title: 'A low hum in the thyme' } })),
    ask(
      new SetVcard4({
        content: {
          fn: 'Friar Laurence',
          title: 'Franciscan',
          note: 'Herbs, counsel, weddings at short notice.',
          url: ['https://verona.example/cell'],
        },
      }),
    ),
    ...posts.map((post) => publishPost(client, post)),
  ]);
}

/** Somebody comments on a post of the friar, once it is there. */
export async function comment(
  client: Client,
  { id, post, text, name }: { id: string; post: string; text: string; name: string },
): Promise<boolean> {
  return asking(client)(
    new PublishComment({
      to: `friar@${client.jid.domain}`,
      node: commentsNode(post),
      id,
      post: { title: text, published: new Date().toISOString(), author: { name } },
    }),
  );
}
