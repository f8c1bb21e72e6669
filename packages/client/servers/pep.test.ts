import { afterEach, expect, it } from '@jest/globals';
import type { Client } from '@xec/client';
import { NS_MDS, NS_MOOD, configurationFor, type PageRequest } from '@xec/stanza';
import { describeOnServers, nextPacket, openClients, openFriends, openReaders } from '@xec/testing';
import {
  CreateNode,
  DeleteNode,
  GetActivity,
  GetAvatar,
  GetAvatarMetadata,
  GetBanner,
  GetLocation,
  GetMdsDisplayed,
  GetMood,
  GetNickname,
  GetNodeAffiliations,
  GetNodeConfig,
  GetNodeItem,
  GetNodeItemIds,
  GetNodeItems,
  GetNodeSubscriptions,
  GetPrivate,
  GetStorage,
  GetTune,
  GetVcard4,
  PublishActivity,
  PublishLocation,
  PublishMood,
  PublishTune,
  PurgeNode,
  RequestDisco,
  RetractActivity,
  RetractAvatarMetadata,
  RetractBanner,
  RetractLocation,
  RetractMdsDisplayed,
  RetractMood,
  RetractNickname,
  RetractTune,
  RetractVcard4,
  SendMdsDisplayed,
  SetAvatar,
  SetBanner,
  SetNickname,
  SetNodeConfig,
  SetPrivate,
  SetStorage,
  SetVcard4,
  allFeatures,
  type ActionError,
  type AnyAction,
} from '@xec/xec';

/** How a request ends that is refused. */
const refusal = (client: Client, action: AnyAction): Promise<string> =>
  client.request(action).then(
    () => 'answered',
    (error: unknown) => (error as ActionError).condition,
  );

/** What accounts say of their nodes to their owner. Services of their own may know more. */
const nodeKnowledge = {
  devserver: { affiliations: 'answered', subscriptions: 'answered', ids: 'answered' },
  prosody: { affiliations: 'answered', subscriptions: 'answered', ids: 'answered' },
  ejabberd: { affiliations: 'answered', subscriptions: 'feature-not-implemented', ids: 'answered' },
};

const picture = {
  base64:
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  type: 'image/png',
  width: 1,
  height: 1,
};

describeOnServers('what accounts publish', (server) => {
  const clients = openClients(server, { features: allFeatures });
  afterEach(() => clients.end());

  it('reaches contacts, and is gone when it is taken back', async () => {
    const { juliet, romeo } = await openReaders(clients);
    const from = juliet.jid.bare;
    const mood = nextPacket(romeo, 'mood');
    const content = { mood: 'in_love', text: `O & <b>'"\u{1F319}` } as const;
    expect(await juliet.request(new PublishMood({ content }))).toEqual({ id: 'current' });
    expect((await mood).content).toEqual({ from, id: 'current', content });
    const { items } = await romeo.request(new GetMood({ to: from }));
    expect(items).toEqual([{ id: 'current', content }]);
    const gone: unknown[] = [];
    romeo.packets.subscribe('mood_retract', (packet) => void gone.push(packet.content));
    await juliet.request(new RetractMood({}));
    expect((await romeo.request(new GetMood({ to: from }))).items).toEqual([]);
    // What is told comes before what is published next.
    const next = nextPacket(romeo, 'mood');
    await juliet.request(new PublishMood({ content: { mood: 'sad' } }));
    await next;
    // ejabberd 23.01 tells nobody of what is gone from an account, whatever its node says.
    expect(gone).toEqual(server().name === 'ejabberd' ? [] : [{ from, id: 'current' }]);
  });

  it.each([
    ['activity', new PublishActivity({ content: { general: 'eating', specific: 'having_tea' } })],
    ['tune', new PublishTune({ content: { artist: 'Yes', length: 686 } })],
    ['location', new PublishLocation({ content: { lat: 45.44, lon: 12.33, text: 'Venice' } })],
    ['bannermetadata', new SetBanner({ content: { infos: [] } })],
    ['vcard', new SetVcard4({ content: { fn: 'Juliet', nickname: ['J'] } })],
  ] as const)('reaches contacts: %s', async (key, action) => {
    const { juliet, romeo } = await openReaders(clients);
    const came = nextPacket(romeo, key);
    await juliet.request(action);
    expect((await came).content).toEqual({
      from: juliet.jid.bare,
      id: 'current',
      content: action.params.content,
    });
  });

  it('reaches the own devices, and one that comes later', async () => {
    const juliet = await clients.online('juliet');
    const content = { lat: 1, lon: 2 };
    const here = nextPacket(juliet, 'mylocation');
    await juliet.request(new PublishLocation({ content }));
    expect((await here).content).toMatchObject({ content });
    const elsewhere = clients.later(juliet);
    const late = nextPacket(elsewhere, 'mylocation');
    await elsewhere.connect();
    expect((await late).content).toEqual({ from: juliet.jid.bare, id: 'current', content });
  });

  it.each([
    [
      'activity',
      new PublishActivity({ content: { general: 'eating' } }),
      GetActivity,
      RetractActivity,
    ],
    ['tune', new PublishTune({ content: { artist: 'Yes' } }), GetTune, RetractTune],
    [
      'location',
      new PublishLocation({ content: { lat: 1, lon: 2 } }),
      GetLocation,
      RetractLocation,
    ],
    ['nickname', new SetNickname({ content: { nick: 'Jule' } }), GetNickname, RetractNickname],
    ['banner', new SetBanner({ content: { infos: [] } }), GetBanner, RetractBanner],
    ['vcard4', new SetVcard4({ content: { fn: 'Juliet' } }), GetVcard4, RetractVcard4],
  ] as const)(
    'is there to be asked for, and then no more: %s',
    async (_key, publish, Get, Retract) => {
      const juliet = await clients.online('juliet');
      const { content } = publish.params;
      await juliet.request(publish);
      expect((await juliet.request(new Get({}))).items).toEqual([{ id: 'current', content }]);
      await juliet.request(new Retract({}));
      expect((await juliet.request(new Get({}))).items).toEqual([]);
    },
  );

  it('is not for strangers, until its owner says so', async () => {
    const juliet = await clients.online('juliet');
    const stranger = await clients.online('mallory');
    const ask = new GetVcard4({ to: juliet.jid.bare });
    await juliet.request(new SetVcard4({ content: { fn: 'Juliet' }, accessModel: 'presence' }));
    expect(await refusal(stranger, ask)).not.toBe('answered');
    // The node is set up differently: it is set up anew, and then it is published.
    await juliet.request(new SetVcard4({ content: { fn: 'J' }, accessModel: 'open' }));
    const { items } = await stranger.request(ask);
    expect(items).toEqual([{ id: 'current', content: { fn: 'J' } }]);
  });

  it('may be a picture', async () => {
    const { juliet, romeo } = await openReaders(clients);
    const came = nextPacket(romeo, 'avatarmetadata', ({ content: each }) =>
      each.content.infos.some(({ type }) => type === picture.type),
    );
    const { id = '' } = await juliet.request(new SetAvatar(picture));
    const { content } = await came;
    expect(content).toMatchObject({ from: juliet.jid.bare, content: { infos: [{ id }] } });
    const got = await romeo.request(new GetAvatar({ to: content.from, id }));
    expect(got).toEqual({ from: content.from, id, base64: picture.base64, type: 'image/png' });
    const known = new GetAvatarMetadata({ to: content.from });
    expect((await romeo.request(known)).items).toMatchObject([{ id }]);
    await juliet.request(new RetractAvatarMetadata({ id }));
    expect((await romeo.request(known)).items).toEqual([]);
  });

  it('may be a nickname', async () => {
    const { juliet, romeo } = await openReaders(clients);
    const came = nextPacket(romeo, 'nickname');
    await juliet.request(new SetNickname({ content: { nick: 'J & <3' } }));
    expect((await came).content).toMatchObject({ content: { nick: 'J & <3' } });
  });
});

describeOnServers('what accounts keep for themselves', (server) => {
  const clients = openClients(server, { features: allFeatures });
  afterEach(() => clients.end());

  it('is found again after a new login, and by nobody else', async () => {
    const { juliet, romeo } = await openFriends(clients);
    const namespace = 'urn:example:settings';
    const data = `<settings xmlns="${namespace}">a &lt; b</settings>`;
    expect(await refusal(juliet, new GetStorage({ namespace }))).toBe('item-not-found');
    await juliet.request(new SetStorage({ data }));
    await juliet.request(new SetStorage({ data: data.replace('a ', 'c ') }));
    const again = await clients.another(juliet);
    const found = await again.request(new GetStorage({ namespace }));
    expect(found.data).toContain('c &lt; b');
    const stolen = new GetNodeItems({ to: juliet.jid.bare, node: namespace });
    expect(await refusal(romeo, stolen)).not.toBe('answered');
  });

  it('is open to others where it is for them', async () => {
    const { juliet, romeo } = await openFriends(clients);
    const namespace = 'urn:example:profile';
    const data = `<profile xmlns="${namespace}">a &lt; b</profile>`;
    await juliet.request(new SetStorage({ data }));
    const question = new GetStorage({ to: juliet.jid.bare, namespace });
    expect(await refusal(romeo, question)).not.toBe('answered');
    await juliet.request(new SetStorage({ data, accessModel: 'open' }));
    const found = await romeo.request(question);
    expect(found.from).toBe(juliet.jid.bare);
    expect(found.data).toContain('a &lt; b');
  });

  it('can be kept in the older way', async () => {
    const juliet = await clients.online('juliet');
    await juliet.request(new SetPrivate({ data: '<a xmlns="urn:example:a">b</a>' }));
    const found = await juliet.request(new GetPrivate({ name: 'a', namespace: 'urn:example:a' }));
    expect(found.data).toContain('>b</a>');
  });

  it('is what was displayed, of many conversations', async () => {
    const { juliet, romeo } = await openFriends(clients);
    const elsewhere = await clients.another(juliet);
    // The server knows what this device wants to hear of once it has heard of anything.
    const ready = nextPacket(elsewhere, 'mood');
    await juliet.request(new PublishMood({ content: { mood: 'calm' } }));
    await ready;
    const by = juliet.jid.bare;
    const displayed = (chat: string) => ({ chat, id: `id of ${chat}`, by });
    const chats = ['a@x.example', 'b@x.example', 'room@c.example'];
    for (const chat of chats) {
      const heard = nextPacket(elsewhere, 'mdsdisplayed', ({ content }) => content.id === chat);
      await juliet.request(new SendMdsDisplayed({ content: displayed(chat) }));
      expect((await heard).content).toEqual({ from: by, id: chat, content: displayed(chat) });
    }
    const { items } = await elsewhere.request(new GetMdsDisplayed({}));
    expect(items.map(({ id }) => id).sort()).toEqual(chats);
    expect(await refusal(romeo, new GetMdsDisplayed({ to: by }))).not.toBe('answered');

    const found: string[] = [];
    let page: PageRequest | undefined = { max: 2 };
    while (page !== undefined) {
      const got: { items: readonly { id: string }[]; next?: PageRequest } = await juliet.request(
        new GetNodeItems({ node: NS_MDS, page }),
      );
      found.push(...got.items.map(({ id }) => id));
      page = got.next;
    }
    expect(found.sort()).toEqual(chats);
    const item = new GetNodeItem({ node: NS_MDS, id: 'a@x.example' });
    expect((await juliet.request(item)).item.payload).toContain('id of a@x.example');
    await juliet.request(new RetractMdsDisplayed({ id: 'a@x.example' }));
    expect((await juliet.request(new GetMdsDisplayed({}))).items).toHaveLength(chats.length - 1);
  });
});

describeOnServers('nodes', (server) => {
  const clients = openClients(server, { features: allFeatures });
  afterEach(() => clients.end());

  it('are made, set up, emptied and taken away by their owner', async () => {
    const { juliet, romeo } = await openFriends(clients);
    const from = juliet.jid.bare;
    const at = { from, node: NS_MOOD };
    const made = new CreateNode({ to: from, node: NS_MOOD, options: { title: 'Moods' } });
    expect(await juliet.request(made)).toEqual(at);
    expect(await refusal(juliet, made)).toBe('conflict');

    const { form } = await juliet.request(new GetNodeConfig({ to: from, node: NS_MOOD }));
    const filled = configurationFor(form, { title: 'Today', persist_items: true });
    if (filled === undefined) throw new Error('expected something to change');
    await juliet.request(new SetNodeConfig({ to: from, node: NS_MOOD, form: filled }));
    const { form: after } = await juliet.request(new GetNodeConfig({ to: from, node: NS_MOOD }));
    expect(configurationFor(after, { title: 'Today' })).toBeUndefined();
    expect(await refusal(romeo, new GetNodeConfig({ to: from, node: NS_MOOD }))).toBe('forbidden');

    await juliet.request(new PublishMood({ content: { mood: 'calm' } }));
    await juliet.request(new PurgeNode({ to: from, node: NS_MOOD }));
    expect((await juliet.request(new GetMood({}))).items).toEqual([]);
    expect(await juliet.request(new DeleteNode({ to: from, node: NS_MOOD }))).toEqual(at);
    expect(await refusal(juliet, new DeleteNode({ to: from, node: NS_MOOD }))).toBe(
      'item-not-found',
    );
  });

  it('say who may do what, and what is in them, where the server knows it', async () => {
    const juliet = await clients.online('juliet');
    const from = juliet.jid.bare;
    await juliet.request(new PublishMood({ content: { mood: 'calm' } }));
    const place = { to: from, node: NS_MOOD };
    const ends = {
      affiliations: await refusal(juliet, new GetNodeAffiliations(place)),
      subscriptions: await refusal(juliet, new GetNodeSubscriptions(place)),
      ids: await refusal(juliet, new GetNodeItemIds(place)),
    };
    expect(ends).toEqual(nodeKnowledge[server().name]);
  });

  it('are announced by the account', async () => {
    const juliet = await clients.online('juliet');
    const info = await juliet.request(new RequestDisco({ jid: juliet.jid.bare }));
    expect(info.identities).toContainEqual(
      expect.objectContaining({ category: 'pubsub', type: 'pep' }),
    );
    expect(info.features).toContain('http://jabber.org/protocol/pubsub#publish-options');
  });
});
