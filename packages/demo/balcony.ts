/** The room in which everybody of the demo is. */
import type { Client } from '@xec/client';
import type { Bookmark } from '@xec/stanza';
import {
  CreateChannel,
  GetBookmarks,
  JoinRoom,
  PublishMessage,
  SetBookmark,
  SetSubject,
  followBookmark,
  type MessageContent,
} from '@xec/xec';
import { asking } from './asking.js';

/** Its address, on the server of `client`. */
export const balconyOf = ({ jid }: Pick<Client, 'jid'>): string =>
  `balcony@conference.${jid.domain}`;

/** Makes the room; who does is its owner. Resolves when others can come in. */
export async function openBalcony(owner: Client, nick: string): Promise<void> {
  const ask = asking(owner);
  const room = balconyOf(owner);
  await ask(new JoinRoom({ room, nick, history: { maxStanzas: 0 } }));
  await ask(new CreateChannel({ room, name: 'The balcony' }));
  await ask(
    new SetSubject({ room, subject: 'But soft, what light through yonder window breaks?' }),
  );
}

/**
 * Lets `client` be in the room, and answer whoever names it there.
 *
 * @returns a function that ends it
 */
export function standOnBalcony(client: Client, nick: string, says: string): () => void {
  const ask = asking(client);
  const room = balconyOf(client);
  let left = MOST_ANSWERS;
  const answer = ({ type, nick: from, body = '', delay }: MessageContent): void => {
    if (type !== 'groupchat' || delay !== undefined || from === undefined || from === nick) return;
    if (!body.toLowerCase().includes(nick.toLowerCase()) || left === 0) return;
    left -= 1;
    void ask(new PublishMessage({ to: room, type: 'groupchat', body: `${from}: ${says}` }));
  };
  const undo = client.packets.subscribe('message', ({ content }) => answer(content));
  void ask(new JoinRoom({ room, nick, history: { maxStanzas: 0 } }));
  return undo;
}

/** Two who answer each other must come to an end. */
const MOST_ANSWERS = 200;

/**
 * Bookmarks the room for somebody, and goes into the rooms that are bookmarked, now and later.
 *
 * @returns a function that ends it
 */
export function keepBookmarks(client: Client, nick: string): () => void {
  const ask = asking(client);
  /** Rooms that we are in, or about to be. */
  const joined = new Set<string>();
  const follow = async (bookmark: Bookmark): Promise<void> => {
    const { jid } = bookmark;
    const next = followBookmark(bookmark, { nick, isJoined: joined.has(jid) });
    if (next === undefined) return;
    if (bookmark.autojoin) joined.add(jid);
    if (!(await ask(next))) joined.delete(jid);
  };
  const undo = [
    client.packets.subscribe('bookmark2', ({ content }) => void follow(content.content)),
    client.packets.subscribe('bookmark2_get_handle', ({ content: { items } }) => {
      for (const { content } of items) void follow(content);
    }),
    client.packets.subscribe('mucuser', ({ content: { room, isSelf, type, newNick } }) => {
      if (isSelf !== true || newNick !== undefined) return;
      if (type === 'available') joined.add(room);
      else joined.delete(room);
    }),
  ];
  const content = { jid: balconyOf(client), name: 'The balcony', autojoin: true, nick };
  // Asked for, too: a server tells only those of it who have said that they want to hear.
  void ask(new SetBookmark({ content })).then(() => ask(new GetBookmarks({})));
  return () => {
    for (const each of undo) each();
  };
}
