import { afterEach, expect, it } from '@jest/globals';
import type { Client } from '@xec/client';
import {
  NS_MICROBLOG,
  commentsAddress,
  commentsLink,
  configurationFor,
  isByPublisher,
  type PageRequest,
} from '@xec/stanza';
import { describeOnServers, nextPacket, openClients, openFriends, openReaders } from '@xec/testing';
import {
  ConfigurePersistentStorage,
  CreateCommentsNode,
  CreateMicroblog,
  CreateNode,
  CreatePersistentStorage,
  DeleteNode,
  DeletePost,
  GetComments,
  GetNodeAffiliations,
  GetNodeConfig,
  GetNodeItemIds,
  GetNodeMetadata,
  GetNodeSubscriptions,
  GetPosts,
  GetStories,
  PublishComment,
  PublishMessage,
  PublishPost,
  PublishStory,
  RetractStory,
  SetNodeAffiliations,
  SetNodeConfig,
  SetNodeSubscriptions,
  SubscribeToNode,
  TestCreateNode,
  TestPublishPost,
  UnsubscribeFromNode,
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

const published = '2008-05-08T18:30:02Z';
const xhtml = (inner: string): string => `<div xmlns="http://www.w3.org/1999/xhtml">${inner}</div>`;

describeOnServers('microblogs', (server) => {
  const clients = openClients(server, { features: allFeatures });
  afterEach(() => clients.end());

  it('reach contacts with all that a post says, and can be asked for', async () => {
    const { juliet, romeo } = await openReaders(clients);
    const from = juliet.jid.bare;
    const post = {
      title: `Caf\u00E9 & <b> '"\u{1F319}`,
      xhtml: xhtml('<p onclick="x()">at the <strong>Caf\u00E9</strong></p><script>x()</script>'),
      summary: 's',
      author: { name: 'Juliet', uri: `xmpp:${from}` },
      published,
      links: [
        { href: 'https://a.example/i.jpg', rel: 'enclosure', type: 'image/jpeg', title: 't' },
      ],
      categories: ['humour', 'xmpp'],
      inReplyTo: [{ ref: 'tag:a', href: 'https://a.example/' }],
      location: { lat: 48.17, lon: -3.36, country: 'France' },
    };
    const said = {
      ...post,
      content: 'at the Caf\u00E9',
      xhtml: xhtml('<p>at the <strong>Caf\u00E9</strong></p>'),
      updated: published,
      atomId: `xmpp:${from}?;node=urn%3Axmpp%3Amicroblog%3A0;item=p1`,
    };
    const came = nextPacket(romeo, 'post');
    const place = { from, node: NS_MICROBLOG, id: 'p1' };
    expect(await juliet.request(new PublishPost({ id: 'p1', post }))).toEqual(place);
    expect((await came).content).toMatchObject({ ...place, ...said });
    await juliet.request(new PublishPost({ id: 'p2', post: { title: 'second', published } }));
    const { posts } = await romeo.request(new GetPosts({ to: from }));
    expect(posts.map(({ id }) => id).sort()).toEqual(['p1', 'p2']);
    expect(posts.find(({ id }) => id === 'p1')).toMatchObject(said);
    const one = await romeo.request(new GetPosts({ to: from, ids: ['p2'] }));
    expect(one.posts).toMatchObject([{ id: 'p2', title: 'second' }]);

    const gone: unknown[] = [];
    for (const each of [romeo, juliet]) {
      each.packets.subscribe('post_retract', (packet) => void gone.push(packet.content));
    }
    await juliet.request(new DeletePost({ id: 'p1' }));
    const left = await romeo.request(new GetPosts({ to: from }));
    expect(left.posts.map(({ id }) => id)).toEqual(['p2']);
    // What is told comes before what is published next.
    const next = [nextPacket(romeo, 'post'), nextPacket(juliet, 'post')];
    await juliet.request(new PublishPost({ id: 'p3', post: { title: 'third', published } }));
    await Promise.all(next);
    // ejabberd 23.01 tells nobody of what is gone from an account, whatever its node says.
    expect(gone).toEqual(server().name === 'ejabberd' ? [] : [place, place]);
  });

  it('have comments, where everybody may write', async () => {
    const { juliet, romeo } = await openReaders(clients);
    const made = await juliet.request(new CreateCommentsNode({ id: 'p1' }));
    const comments = { jid: made.from, node: made.node };
    const came = nextPacket(romeo, 'post');
    const post = { title: 'a post', published, links: [commentsLink(comments)] };
    await juliet.request(new PublishPost({ id: 'p1', post }));
    const { jid: to, node } = commentsAddress((await came).content) ?? { jid: '', node: '' };
    expect({ jid: to, node }).toEqual(comments);

    const author = { name: 'Romeo', uri: `xmpp:${romeo.jid.bare}` };
    const comment = { title: 'She is so pretty!', published, author };
    await romeo.request(new PublishComment({ to, node, id: 'c1', post: comment }));
    await romeo.request(new PublishComment({ to, node, id: 'c2', post: comment }));
    const read = await juliet.request(new GetComments({ to, node }));
    expect(read.posts.map(({ id }) => id).sort()).toEqual(['c1', 'c2']);
    expect(read.posts[0]).toMatchObject(comment);
    await juliet.request(new DeletePost({ to, node, id: 'c1' }));
    const left = await romeo.request(new GetComments({ to, node }));
    expect(left.posts.map(({ id }) => id)).toEqual(['c2']);
  });

  it('can be made for all before there is a post, once', async () => {
    const juliet = await clients.online('juliet');
    const stranger = await clients.online('mallory');
    const from = juliet.jid.bare;
    const made = new CreateMicroblog({ accessModel: 'open' });
    expect(await juliet.request(made)).toEqual({ from, node: NS_MICROBLOG });
    expect(await refusal(juliet, made)).toBe('conflict');
    await juliet.request(new PublishPost({ id: 'p1', post: { title: 'x', published } }));
    expect((await stranger.request(new GetPosts({ to: from }))).posts).toHaveLength(1);
    const intruder = new PublishPost({
      ...{ to: from, node: NS_MICROBLOG, id: 'p2' },
      post: { title: 'x', published },
    });
    expect(await refusal(stranger, intruder)).toBe('forbidden');
  });

  it('have stories beside them', async () => {
    const { juliet, romeo } = await openReaders(clients);
    const from = juliet.jid.bare;
    const content = {
      id: 's1',
      title: 'Stories 03-02-1597',
      published,
      links: [{ href: 'https://a.example/i.jpg', rel: 'enclosure', type: 'image/jpeg' }],
      categories: [],
    };
    const came = nextPacket(romeo, 'story');
    expect(await juliet.request(new PublishStory({ content }))).toEqual({ id: 's1' });
    expect((await came).content).toEqual({ from, id: 's1', content });
    const got = await romeo.request(new GetStories({ to: from }));
    expect(got.items).toEqual([{ id: 's1', content }]);
    await juliet.request(new RetractStory({ id: 's1' }));
    expect((await romeo.request(new GetStories({ to: from }))).items).toEqual([]);
  });
});

let count = 0;

describeOnServers('markup of messages', (server) => {
  const clients = openClients(server, { features: allFeatures });
  afterEach(() => clients.end());

  it('reaches people as it may be shown', async () => {
    const { juliet, romeo } = await openFriends(clients);
    const came = nextPacket(romeo, 'message', ({ content }) => content.body === 'hi & <3');
    const markup = xhtml(
      '<p style="color:red">hi <a href="https://a.example/?b&amp;c">&amp;</a> &lt;3</p>',
    );
    await juliet.request(
      new PublishMessage({ to: romeo.jid.bare, body: 'hi & <3', xhtml: markup }),
    );
    expect((await came).content.xhtml).toBe(markup.replace('color:red', 'color: red'));
  });
});

describeOnServers('storage', (server) => {
  const clients = openClients(server, { features: allFeatures });
  afterEach(() => clients.end());

  it('is made once, and set up for its owner alone', async () => {
    const juliet = await clients.online('juliet');
    const stranger = await clients.online('mallory');
    const node = 'urn:example:storage';
    const at = { from: juliet.jid.bare, node };
    const set = new ConfigurePersistentStorage({ node });
    expect(await refusal(juliet, set)).toBe('item-not-found');
    expect(await juliet.request(new CreatePersistentStorage({ node }))).toEqual(at);
    expect(await refusal(juliet, new CreatePersistentStorage({ node }))).toBe('conflict');
    expect(await juliet.request(set)).toEqual(at);
    const { form } = await juliet.request(new GetNodeConfig({ node }));
    expect(configurationFor(form, { access_model: 'whitelist' })).toBeUndefined();
    expect(await refusal(stranger, new GetPosts({ to: at.from, node }))).not.toBe('answered');
  });
});

describeOnServers('nodes of a service', (server) => {
  const clients = openClients(server, { features: allFeatures });
  afterEach(() => clients.end());

  /** Prosody lets administrators alone make nodes. */
  const openOwner = async (): Promise<Client> => {
    const owner = clients.at(`admin@${server().domain}`, 'admin-pw');
    await owner.connect();
    return owner;
  };
  const newNode = (): { to: string; node: string } => {
    count += 1;
    return { to: `pubsub.${server().domain}`, node: `news-${String(count)}` };
  };
  const post = (title: string) => ({ title, published });

  it('are made, read by subscribers, and taken away', async () => {
    const owner = await openOwner();
    const romeo = await clients.online('romeo');
    const at = newNode();
    const from = { from: at.to, node: at.node };
    const options = { title: 'News', access_model: 'open', notify_retract: true } as const;
    expect(await owner.request(new CreateNode({ ...at, options }))).toEqual(from);
    expect(await refusal(owner, new CreateNode(at))).toBe('conflict');

    const subscribed = await romeo.request(new SubscribeToNode(at));
    expect(subscribed).toMatchObject({ ...from, jid: romeo.jid.bare, subscription: 'subscribed' });
    const came = nextPacket(romeo, 'post');
    await owner.request(new PublishPost({ ...at, id: 'i1', post: post('one') }));
    expect((await came).content).toMatchObject({ ...from, id: 'i1', title: 'one' });

    const gone = nextPacket(romeo, 'post_retract');
    await owner.request(new DeletePost({ ...at, id: 'i1' }));
    expect((await gone).content).toEqual({ ...from, id: 'i1' });
    await romeo.request(new UnsubscribeFromNode(at));
    // ejabberd says not-subscribed, Prosody that there is nothing of that kind.
    expect(['unexpected-request', 'item-not-found']).toContain(
      await refusal(romeo, new UnsubscribeFromNode(at)),
    );

    expect(await owner.request(new DeleteNode(at))).toEqual(from);
    expect(await refusal(romeo, new GetPosts(at))).toBe('item-not-found');
  });

  it('give their posts in pages', async () => {
    const owner = await openOwner();
    const at = newNode();
    await owner.request(new CreateNode({ ...at, options: { max_items: 20 } }));
    const ids = ['i1', 'i2', 'i3', 'i4', 'i5'];
    for (const id of ids) await owner.request(new PublishPost({ ...at, id, post: post(id) }));
    const found: string[] = [];
    let page: PageRequest | undefined = { max: 2 };
    while (page !== undefined) {
      const got: { posts: readonly { id: string }[]; next?: PageRequest } = await owner.request(
        new GetPosts({ ...at, page }),
      );
      found.push(...got.posts.map(({ id }) => id));
      page = got.next;
    }
    expect(found.sort()).toEqual(ids);
    const newest = await owner.request(new GetPosts({ ...at, max: 1 }));
    expect(newest.posts.map(({ id }) => id)).toEqual(['i5']);
    expect([...(await owner.request(new GetNodeItemIds(at))).ids].sort()).toEqual(ids);
    await owner.request(new DeleteNode(at));
  });

  it('say what they are, and are set up anew', async () => {
    const owner = await openOwner();
    const at = newNode();
    await owner.request(new CreateNode({ ...at, options: { title: 'News' } }));
    const { form } = await owner.request(new GetNodeConfig(at));
    const filled = configurationFor(form, { title: 'Olds' });
    if (filled === undefined) throw new Error('expected a title to change');
    await owner.request(new SetNodeConfig({ ...at, form: filled }));
    const { form: after } = await owner.request(new GetNodeConfig(at));
    expect(configurationFor(after, { title: 'Olds' })).toBeUndefined();
    const { metadata } = await owner.request(new GetNodeMetadata(at));
    expect(metadata.title).toBe('Olds');
    expect(await refusal(owner, new GetNodeMetadata(newNode()))).toBe('item-not-found');
    await owner.request(new DeleteNode(at));
  });

  it('let those write whom their owner lets', async () => {
    const owner = await openOwner();
    const romeo = await clients.online('romeo');
    const at = newNode();
    const jid = romeo.jid.bare;
    await owner.request(new CreateNode(at));
    const mine = new PublishPost({ ...at, id: 'i1', post: post('mine') });
    expect(await refusal(romeo, mine)).toBe('forbidden');
    expect(await refusal(romeo, new TestPublishPost({ ...at, id: 't' }))).toBe('forbidden');
    const change = [{ jid, affiliation: 'publisher' as const }];
    await owner.request(new SetNodeAffiliations({ ...at, affiliations: change }));
    await romeo.request(mine);
    const { affiliations } = await owner.request(new GetNodeAffiliations(at));
    expect(affiliations).toContainEqual({ jid, affiliation: 'publisher' });
    const { posts } = await owner.request(new GetPosts(at));
    expect(posts).toMatchObject([{ id: 'i1', title: 'mine' }]);
    expect((await owner.request(new GetNodeSubscriptions(at))).subscriptions).toEqual([]);
    const subscriptions = [{ jid, subscription: 'subscribed' as const }];
    await owner.request(new SetNodeSubscriptions({ ...at, subscriptions }));
    const { subscriptions: now } = await owner.request(new GetNodeSubscriptions(at));
    expect(now).toMatchObject(subscriptions);

    const deleted = nextPacket(owner, 'pubsub_postdelete_handle');
    await owner.request(new TestPublishPost({ ...at, id: 't' }));
    await deleted;
    expect((await owner.request(new GetPosts(at))).posts).toHaveLength(1);
    await owner.request(new DeleteNode(at));
  });

  it('hold comments of whoever has something to say', async () => {
    const owner = await openOwner();
    const romeo = await clients.online('romeo');
    const to = `pubsub.${server().domain}`;
    count += 1;
    const { node } = await owner.request(new CreateCommentsNode({ to, id: `p${String(count)}` }));
    const author = { name: 'Romeo', uri: `xmpp:${romeo.jid.bare}` };
    const comment = { title: 'She is so pretty!', published, author };
    await romeo.request(new PublishComment({ to, node, id: 'c1', post: comment }));
    const { posts } = await owner.request(new GetComments({ to, node }));
    expect(posts).toMatchObject([{ id: 'c1', ...comment }]);
    // A service that says who published lets readers see that it was the author.
    if (posts[0]?.publisher !== undefined) expect(isByPublisher(posts[0])).toBe(true);
    await owner.request(new DeleteNode({ to, node }));
  });

  it('may be tried out', async () => {
    const owner = await openOwner();
    const at = newNode();
    const deleted = nextPacket(owner, 'pubsub_delete_handle');
    await owner.request(new TestCreateNode(at));
    expect((await deleted).content).toEqual({ from: at.to, node: at.node });
  });
});
