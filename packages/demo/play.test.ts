import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient, memoryJournal, type Client } from '@xec/client';
import { commentsAddress } from '@xec/stanza';
import {
  GetBookmarks,
  GetComments,
  GetPosts,
  JoinRoom,
  PublishMessage,
  SetUnavailable,
  allFeatures,
  silentLog,
  type PacketMap,
} from '@xec/xec';
import { keepBookmarks } from './balcony.js';
import { startDemo, type Demo } from './demo.js';

let demo: Demo;
/** Somebody who comes from elsewhere. */
let paris: Client;

beforeAll(async () => {
  demo = await startDemo({ pace: { readMs: 1, writeMs: 1 }, log: silentLog, say: () => undefined });
  demo.server.addAccount('paris', 'secret');
  demo.server.befriend('paris', 'friar');
  paris = createClient({
    jid: 'paris@localhost',
    password: 'secret',
    service: demo.server.url,
    features: allFeatures,
    journal: memoryJournal(),
    log: silentLog,
  });
  await paris.connect();
});

afterAll(async () => {
  await paris.disconnect();
  await demo.close();
});

/** The next packet of that key which is meant. */
const next = <K extends 'message' | 'reactions' | 'post' | 'presence_muc_handle'>(
  key: K,
  isMeant: (content: PacketMap[K]) => boolean,
): Promise<PacketMap[K]> =>
  new Promise((resolve) => {
    const undo = paris.packets.subscribe<string>(key, ({ content }) => {
      const one = content as PacketMap[K]; // of the key that was subscribed to
      if (!isMeant(one)) return;
      undo();
      resolve(one);
    });
  });

const room = 'balcony@conference.localhost';
const friar = 'friar@localhost';

describe('the play', () => {
  it('has a room with people in it, one of whom answers by name', async () => {
    const present: string[] = [];
    const undo = paris.packets.subscribe('mucuser', ({ content: { nick } }) => present.push(nick));
    await paris.request(new JoinRoom({ room, nick: 'Paris', history: { maxStanzas: 0 } }));
    undo();
    expect(present).toEqual(expect.arrayContaining(['Friar', 'Nurse', 'Paris']));
    const answer = next('message', ({ nick }) => nick === 'Nurse');
    await paris.request(new PublishMessage({ to: room, type: 'groupchat', body: 'Nurse?' }));
    expect((await answer).body).toBe('Paris: Anon, anon! I hear you.');
  });

  it('goes where a bookmark says', async () => {
    await paris.request(new SetUnavailable({ to: room }));
    const back = next('presence_muc_handle', ({ nick }) => nick === 'County Paris');
    const end = keepBookmarks(paris, 'County Paris');
    expect((await back).room).toBe(room);
    end();
    const { items } = await paris.request(new GetBookmarks({}));
    expect(items.map(({ content }) => content.name)).toEqual(['The balcony']);
  });

  it('has a bot that answers, and reacts to kind words', async () => {
    const answer = next('message', ({ from }) => from.startsWith(friar));
    const reaction = next('reactions', ({ from }) => from.startsWith(friar));
    const asked = new PublishMessage({ to: friar, body: 'Thank you, father.' });
    await paris.request(asked);
    expect((await reaction).reactions).toEqual(['❤️']);
    expect((await answer).body).toBe('You are most welcome.');
  });

  it('has a feed with posts and comments, and news for whoever asks', async () => {
    const { posts } = await paris.request(new GetPosts({ to: friar }));
    expect(posts.map(({ id }) => id)).toEqual(expect.arrayContaining(['rosemary', 'noon', 'fig']));
    const fig = posts.find(({ id }) => id === 'fig');
    const at = fig && commentsAddress(fig);
    expect(at).toBeDefined();
    const answer = await paris.request(new GetComments({ to: at!.jid, node: at!.node }));
    expect(answer.posts.map(({ title }) => title)).toEqual(['Keep one for my lady, father.']);
    const post = next('post', ({ id }) => id.startsWith('news-'));
    await paris.request(new PublishMessage({ to: friar, body: 'Any news?' }));
    expect((await post).from).toBe(friar);
  });
});
