import { afterEach, expect, it } from '@jest/globals';
import type { Client } from '@xec/client';
import {
  NS_BOOKMARKS_COMPAT,
  NS_BOOKMARKS_COMPAT_PEP,
  NS_BOOKMARKS_CONVERSION,
  pubsubSubscriptionId,
  type Bookmark,
  type PageRequest,
} from '@xec/stanza';
import { describeOnServers, nextPacket, openClients, openFriends } from '@xec/testing';
import {
  AddPubsubSubscription,
  DeleteBookmark,
  GetBookmarks,
  GetOlderBookmarks,
  GetPrivateBookmarks,
  GetPubsubSubscriptions,
  PublishMood,
  RemovePubsubSubscription,
  RequestDisco,
  SetAvailable,
  SetBookmark,
  SetOlderBookmarks,
  SetPrivateBookmarks,
  SynchronizeBookmarks,
  allFeatures,
  followBookmark,
  type ActionError,
  type AnyAction,
} from '@xec/xec';

/** How a request ends that is refused. */
const refusal = (client: Client, action: AnyAction): Promise<string> =>
  client.request(action).then(
    () => 'answered',
    (error: unknown) => (error as ActionError).condition,
  );

const none = { rooms: [], urls: [], subscriptions: [] };
const orchard: Bookmark = {
  jid: 'orchard@conference.example',
  name: `O & <b>'"\u{1F319}`,
  autojoin: false,
  nick: 'J & <3',
  isPinned: true,
  notify: [{ level: 'never', identity: { category: 'client', type: 'pc' } }, { level: 'always' }],
  // One attribute: Prosody writes several in any order.
  extensions: ['<state xmlns="http://myclient.example/bookmark/state">a &lt; b</state>'],
};

describeOnServers('bookmarks', (server) => {
  const clients = openClients(server, { features: allFeatures });
  afterEach(() => clients.end());

  /** Two clients of one account, both known by the server to want to hear of bookmarks. */
  const openDevices = async () => {
    const here = await clients.online('juliet');
    const there = await clients.another(here);
    const ready = nextPacket(there, 'mood');
    await here.request(new PublishMood({ content: { mood: 'calm' } }));
    await ready;
    return { here, there };
  };

  /** The rooms of the bookmarks of an account, sorted; none where there is no node. */
  const roomsOf = async (client: Client): Promise<string[]> => {
    const found = await client.request(new GetBookmarks({})).catch((error: unknown) => {
      if ((error as ActionError).condition === 'item-not-found') return { items: [] };
      throw error;
    });
    return found.items.map(({ id }) => id).sort();
  };

  it('are known to the other devices, with all that is kept with them, and to nobody else', async () => {
    const { here, there } = await openDevices();
    const from = here.jid.bare;
    const heard = nextPacket(there, 'bookmark2');
    await here.request(new SetBookmark({ content: orchard }));
    expect((await heard).content).toEqual({ from, id: orchard.jid, content: orchard });
    const [item] = (await there.request(new GetBookmarks({}))).items;
    if (item === undefined) throw new Error('expected a bookmark');

    const again = nextPacket(here, 'bookmark2', ({ content }) => content.content.autojoin);
    await there.request(new SetBookmark({ content: { ...item.content, autojoin: true } }));
    expect((await again).content.content).toEqual({ ...orchard, autojoin: true });

    const stranger = await clients.online('mallory');
    expect(await refusal(stranger, new GetBookmarks({ to: from }))).not.toBe('answered');
  });

  it('are gone for the other devices when they are taken away', async () => {
    const { here, there } = await openDevices();
    await here.request(new SetBookmark({ content: orchard }));
    await here.request(new SetBookmark({ content: { jid: 'b@c.example', autojoin: false } }));
    const gone = nextPacket(there, 'bookmark2_retract');
    gone.catch(() => undefined);
    await here.request(new DeleteBookmark({ id: orchard.jid }));
    // ejabberd 23.01 tells nobody of what is gone from an account, whatever its node says.
    if (server().name !== 'ejabberd') {
      expect((await gone).content).toEqual({ from: here.jid.bare, id: orchard.jid });
    }
    expect(await roomsOf(there)).toEqual(['b@c.example']);
    expect(await refusal(here, new DeleteBookmark({ id: 'c@c.example' }))).toBe('item-not-found');
  });

  it('join rooms, and leave them', async () => {
    const { here, there } = await openDevices();
    const joined = new Set<string>();
    const asked: Promise<unknown>[] = [];
    there.packets.subscribe('bookmark2', ({ content: { content } }) => {
      const isJoined = joined.has(content.jid);
      const next = followBookmark(content, { nick: 'juliet', isJoined });
      if (next === undefined) return;
      // At once: ejabberd tells of each change twice.
      if (content.autojoin) joined.add(content.jid);
      else joined.delete(content.jid);
      asked.push(there.request(next));
    });
    const jid = `bm-${here.jid.local ?? ''}@conference.${server().domain}`;
    const entered = nextPacket(there, 'presence_muc_handle');
    await here.request(new SetBookmark({ content: { jid, autojoin: true } }));
    expect((await entered).content).toMatchObject({ room: jid, nick: 'juliet' });
    const left = nextPacket(
      there,
      'mucuser',
      ({ content }) => content.isSelf === true && content.type === 'unavailable',
    );
    await here.request(new SetBookmark({ content: { jid, autojoin: false } }));
    expect((await left).content).toMatchObject({ room: jid });
    await Promise.all(asked);
    expect(asked).toHaveLength(2);
  });

  it('come from the older ones, without those that are there', async () => {
    const juliet = await clients.online('juliet');
    const isUnified = server().supports('bookmarks-conversion');
    const { features } = await juliet.request(new RequestDisco({ jid: juliet.jid.bare }));
    expect(features.includes(NS_BOOKMARKS_COMPAT)).toBe(isUnified);
    expect(features.includes(NS_BOOKMARKS_COMPAT_PEP)).toBe(isUnified);
    // Between the two older places all but ours keep them the same.
    const isConverted = server().name !== 'devserver';
    expect(features.includes(NS_BOOKMARKS_CONVERSION)).toBe(isConverted);
    expect((await juliet.request(new SynchronizeBookmarks({}))).rooms).toEqual([]);

    const older = [
      { jid: 'old1@c.example', name: 'One', autojoin: true, nick: 'J', password: 'a < b' },
      { jid: 'old2@c.example', autojoin: false },
    ];
    const urls = [{ url: 'https://example.org/?a=1&b=2', name: 'site' }];
    const stored = { ...none, rooms: older, urls };
    await juliet.request(new SetPrivateBookmarks({ content: stored }));
    const found = await juliet.request(new GetPrivateBookmarks());
    expect(found.content.rooms).toHaveLength(2);
    // Prosody keeps them as bookmarks of XEP-0402, which knows no pages.
    expect(found.content.urls).toEqual(isUnified ? [] : urls);
    const node = await refusal(juliet, new GetOlderBookmarks({}));
    expect(node).toBe(isConverted ? 'answered' : 'item-not-found');
    expect(await roomsOf(juliet)).toEqual(isUnified ? older.map(({ jid }) => jid) : []);

    const { rooms } = await juliet.request(new SynchronizeBookmarks({}));
    expect(rooms).toEqual(isUnified ? [] : ['old1@c.example', 'old2@c.example']);
    const { items } = await juliet.request(new GetBookmarks({}));
    expect(items.map(({ content }) => content)).toEqual(expect.arrayContaining(older));
    expect(items).toHaveLength(2);

    // What was deleted since stays so, whichever device asks: the server keeps what was there.
    await juliet.request(new DeleteBookmark({ id: 'old1@c.example' }));
    const phone = await clients.another(juliet);
    expect((await phone.request(new SynchronizeBookmarks({}))).rooms).toEqual([]);
    expect(await roomsOf(juliet)).toEqual(['old2@c.example']);

    // An older client that takes it out and puts it in again means it.
    await juliet.request(
      new SetPrivateBookmarks({ content: { ...stored, rooms: older.slice(1) } }),
    );
    await juliet.request(new SynchronizeBookmarks({}));
    await juliet.request(new SetPrivateBookmarks({ content: stored }));
    const { rooms: again } = await juliet.request(new SynchronizeBookmarks({}));
    expect(again).toEqual(isUnified ? [] : ['old1@c.example']);
    expect(new Set(await roomsOf(juliet))).toEqual(new Set(older.map(({ jid }) => jid)));
  });

  it('can be kept in the older node', async () => {
    const juliet = await clients.online('juliet');
    const room = { jid: 'old@c.example', autojoin: true, nick: 'J' };
    const extensions = ['<minimize xmlns="bookmarks:gajim">true</minimize>'];
    const rooms = [{ ...room, extensions }];
    await juliet.request(new SetOlderBookmarks({ content: { ...none, rooms } }));
    const { items } = await juliet.request(new GetOlderBookmarks({}));
    // Prosody keeps what it knows of them.
    const kept = server().supports('bookmarks-conversion') ? room : { ...room, extensions };
    expect(items).toEqual([{ id: 'current', content: { ...none, rooms: [kept] } }]);
    await juliet.request(new SynchronizeBookmarks({}));
    const { items: native } = await juliet.request(new GetBookmarks({}));
    expect(native).toEqual([{ id: room.jid, content: kept }]);
  });

  it('come in pages where one wants it', async () => {
    const juliet = await clients.online('juliet');
    const jids = ['a@c.example', 'b@c.example', 'c@c.example'];
    for (const jid of jids) {
      await juliet.request(new SetBookmark({ content: { jid, autojoin: false } }));
    }
    const found: string[] = [];
    let page: PageRequest | undefined = { max: 2 };
    while (page !== undefined) {
      const got: { items: readonly { id: string }[]; next?: PageRequest } = await juliet.request(
        new GetBookmarks({ page }),
      );
      // Prosody 0.12 knows no pages: all come at once.
      expect(got.items.length).toBeLessThanOrEqual(server().name === 'prosody' ? 3 : 2);
      found.push(...got.items.map(({ id }) => id));
      page = got.next;
    }
    expect(found.sort()).toEqual(jids);
  });
});

describeOnServers('subscriptions that others may know of', (server) => {
  const clients = openClients(server, { features: allFeatures });
  afterEach(() => clients.end());

  it('are listed, told and taken out', async () => {
    const { juliet, romeo } = await openFriends(clients);
    const seen = nextPacket(juliet, 'presence', ({ from }) => from === romeo.jid.toString());
    await romeo.request(new SetAvailable({}));
    await seen;
    const from = juliet.jid.bare;
    const content = { server: 'pubsub.example', node: 'a & <b>', title: 'News' };
    const id = pubsubSubscriptionId(content, from);
    const heard = nextPacket(romeo, 'pubsubsubscription');
    expect(await juliet.request(new AddPubsubSubscription({ content }))).toEqual({ id });
    expect((await heard).content).toEqual({ from, id, content });
    const ask = new GetPubsubSubscriptions({ to: from });
    expect((await romeo.request(ask)).items).toEqual([{ id, content }]);
    await juliet.request(new RemovePubsubSubscription({ id }));
    expect((await romeo.request(ask)).items).toEqual([]);
  });
});
