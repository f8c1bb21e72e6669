import { describe, expect, it } from '@jest/globals';
import { NS_ATOM, pubsubUri, readPost, type Element } from '@xec/stanza';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { openRoom, type TestRoom } from '@xec/testing/rooms';
import type { AnyAction } from '../core/index.js';
import {
  CreateCommentsNode,
  CreateMicroblog,
  DeletePost,
  GetComments,
  GetPosts,
  PublishComment,
  PublishPost,
  TestPublishPost,
  microblog,
} from './index.js';

const self = 'bob@localhost/pep';
const account = 'bob@localhost';
const NS = 'http://jabber.org/protocol/pubsub';
const NODE = 'urn:xmpp:microblog:0';
const to = 'pubsub.montague.lit';
const node = `${NODE}:comments/1`;
const date = '2008-05-08T18:30:02Z';
const post = { title: 'a', published: date };
const written = (at: string, of: string, id: string): string =>
  `<entry xmlns='http://www.w3.org/2005/Atom'><title type='text'>a</title><id>xmpp:${at}?;node=${encodeURIComponent(of)};item=${id}</id><published>${date}</published><updated>${date}</updated></entry>`;

const open = (): TestRoom => openRoom(microblog, { self });
const plain = (inside: string): string => `<pubsub xmlns='${NS}'>${inside}</pubsub>`;
const child = (room: TestRoom, at = 0): Element | undefined => room.sent[at]?.getChildElements()[0];
const childOf = (name: string): Element | undefined => fixture(name).getChildElements()[0];
const errorIn = (name: string): Element => {
  const error = fixture(name).getChild('error');
  if (error === undefined) throw new Error(`expected an error in ${name}`);
  return error;
};
/** The options that a form in a request says, without `pubsub#`. */
function options(room: TestRoom, form: string): Record<string, string | undefined> {
  const x = child(room)?.getChild(form)?.getChild('x', 'jabber:x:data');
  const fields = x?.getChildren('field') ?? [];
  return Object.fromEntries(
    fields.map((field) => [
      String(field.attrs['var']).replace('pubsub#', ''),
      field.getChildText('value') ?? undefined,
    ]),
  );
}
const feed = {
  notify_retract: '1',
  max_items: 'max',
  persist_items: '1',
  send_last_published_item: 'never',
};

describe('publishing a post', () => {
  it.each(['publish', 'reply', 'repeat', 'commented'])('sends what XEP-0277 shows: %s', (name) => {
    const room = open();
    type Params = ConstructorParameters<typeof PublishPost>[0];
    const { params } = fixtureJson<{ params: Params }>(`microblog/${name}-example`);
    void room.request(new PublishPost(params));
    const wanted = fixture(`microblog/${name}-example`).getChild('pubsub')?.getChild('publish');
    if (wanted === undefined) throw new Error('expected a publication');
    toEqualXml(child(room)?.getChild('publish'), wanted);
  });

  it('says where it was written, as XEP-0277 shows', () => {
    type Params = ConstructorParameters<typeof PublishPost>[0];
    const { params } = fixtureJson<{ params: Params }>('microblog/geotag-example');
    const shown = fixture('microblog/geotag-example').getChild('pubsub')?.getChild('publish');
    const room = open();
    void room.request(new PublishPost(params));
    // What is in a location has no order.
    const [sent, wanted] = [child(room)?.getChild('publish'), shown].map((publish) => {
      const entry = publish?.getChild('item')?.getChild('entry', NS_ATOM);
      return entry && readPost(entry);
    });
    expect(sent).toEqual(wanted);
    expect(sent).toMatchObject({ ...params.post, location: { lat: 48.171761, country: 'France' } });
  });

  it('is complete for Atom, and sets the own node up', async () => {
    const room = open();
    const done = room.request(new PublishPost({ id: 'i', post, accessModel: 'open' }));
    expect(room.sent[0]?.attrs).not.toHaveProperty('to');
    const publish = child(room)?.getChild('publish');
    toEqualXml(
      publish,
      `<publish xmlns='${NS}' node='${NODE}'><item id='i'>${written(account, NODE, 'i')}</item></publish>`,
    );
    expect(options(room, 'publish-options')).toEqual({
      ...feed,
      FORM_TYPE: `${NS}#publish-options`,
      type: NODE,
      access_model: 'open',
    });
    room.answer({ from: account });
    await expect(done).resolves.toEqual({ from: account, node: NODE, id: 'i' });
    expect(room.keys).toEqual(['pubsub_postpublish_handle']);
  });

  it('leaves nodes of services as they are', async () => {
    const room = open();
    const done = room.request(new PublishPost({ to, node: 'news', id: 'i', post }));
    toEqualXml(
      child(room),
      plain(`<publish node='news'><item id='i'>${written(to, 'news', 'i')}</item></publish>`),
    );
    room.answer();
    await expect(done).resolves.toEqual({ from: to, node: 'news', id: 'i' });
  });

  it('of another own node is of the type of social feeds', () => {
    const room = open();
    void room.request(new PublishPost({ node: 'gallery', id: 'i', post }));
    expect(options(room, 'publish-options')).toMatchObject({
      type: 'urn:xmpp:pubsub-social-feed:1',
    });
  });

  it('of a gallery has a picture', () => {
    const type = 'urn:xmpp:pubsub-social-feed:gallery:1';
    const links = [{ href: 'https://capulet.lit/upload/romeo.jpg', rel: 'enclosure' }];
    const room = open();
    const show = (more: object) =>
      new PublishPost({ node: 'gallery', id: 'i', type, post: { ...post, ...more } });
    void room.request(show({ links }));
    expect(options(room, 'publish-options')).toMatchObject({ type });
    expect(() => show({})).toThrow(/expected a link of rel "enclosure"/);
  });

  it('at the own address is as one without', () => {
    const room = open();
    void room.request(new PublishPost({ to: account, id: 'i', post }));
    expect(options(room, 'publish-options')).toMatchObject({ type: NODE });
  });

  it('has its text beside its markup', () => {
    const room = open();
    const xhtml = '<div xmlns="http://www.w3.org/1999/xhtml"><p onclick="x()">a</p><script/></div>';
    void room.request(new PublishPost({ id: 'i', post: { ...post, xhtml } }));
    const entry = child(room)?.getChild('publish')?.getChild('item')?.getChild('entry', NS_ATOM);
    expect(entry?.getChildren('content', NS_ATOM).map(String)).toEqual([
      '<content xmlns="http://www.w3.org/2005/Atom" type="text">a</content>',
      '<content xmlns="http://www.w3.org/2005/Atom" type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>a</p></div></content>',
    ]);
  });

  it('tells that it is too long', async () => {
    const room = open();
    const done = room.request(new PublishPost({ id: 'i', post }));
    room.refuse(errorIn('microblog/too-big-example'), { from: account });
    await expect(done).rejects.toMatchObject({ condition: 'not-acceptable' });
    expect(room.packets).toMatchObject([
      {
        key: 'pubsub_postpublish_errorpayloadtoobig',
        content: { from: account, node: NODE, id: 'i', condition: 'not-acceptable' },
      },
    ]);
  });

  it('sets the node up anew where it is set up differently', async () => {
    const room = open();
    const done = room.request(new PublishPost({ id: 'i', post, accessModel: 'open' }));
    room.refuse(errorIn('pubsub/precondition-prosody'), { from: account });
    room.answer({ from: account }, childOf('pubsub/configuration-ejabberd'));
    room.answer({ from: account });
    expect(
      room.sent.map((each) => each.getChildElements()[0]?.getChildElements()[0]?.name),
    ).toEqual([...['publish', 'configure', 'configure', 'publish']]);
    room.answer({ from: account });
    await expect(done).resolves.toEqual({ from: account, node: NODE, id: 'i' });
  });

  it.each([
    ['a title', { published: date }],
    ['a title', { title: '', published: date }],
    ['the date and time', { title: 'a' }],
    ['timestamp', { title: 'a', published: 'yesterday' }],
    ['well-formed XHTML', { ...post, xhtml: '<p>' }],
    ['an element of', { ...post, xhtml: '<p>x</p>' }],
    ['markup that says something', { ...post, xhtml: '<p xmlns="http://www.w3.org/1999/xhtml"/>' }],
  ])('must have %s', (what, bad) => {
    const given = { id: 'i', post: bad as typeof post }; // as a caller without types
    if (what === 'a title' && !('title' in bad)) {
      expect(() => new PublishPost(given)).toThrow(/title/);
    } else expect(() => new PublishPost(given)).toThrow(new RegExp(what));
  });
});

describe('a comment', () => {
  it('says what XEP-0277 shows, and what Atom wants beside it', async () => {
    const room = open();
    type Params = ConstructorParameters<typeof PublishComment>[0];
    const { params } = fixtureJson<{ params: Params }>('microblog/comment-example');
    const done = room.request(new PublishComment(params));
    expect(room.sent[0]?.attrs).toMatchObject({ type: 'set', to: params.to });
    const shown = fixture('microblog/comment-example').getChild('pubsub')?.getChild('publish');
    const sent = child(room)?.getChild('publish');
    expect(sent?.attrs).toEqual(shown?.attrs);
    expect(sent?.getChild('item')?.attrs).toEqual(shown?.getChild('item')?.attrs);
    const entry = sent?.getChild('item')?.getChild('entry', NS_ATOM);
    expect(entry && readPost(entry)).toMatchObject({
      ...params.post,
      updated: params.post.published,
      atomId: pubsubUri({ jid: params.to ?? '', node: params.node, item: params.id }),
    });
    room.answer();
    await expect(done).resolves.toEqual({ from: params.to, node: params.node, id: params.id });
  });

  it('has a node where everybody may read and write', async () => {
    const room = open();
    const done = room.request(new CreateCommentsNode({ to, id: '1' }));
    expect(child(room)?.getChild('create')?.attrs).toMatchObject({ node });
    expect(options(room, 'configure')).toEqual({
      ...feed,
      FORM_TYPE: `${NS}#node_config`,
      type: 'urn:xmpp:pubsub-social-feed:1',
      access_model: 'open',
      publish_model: 'open',
    });
    room.answer();
    await expect(done).resolves.toEqual({ from: to, node });
    expect(room.keys).toEqual(['microblog_commentcreatenode_handle']);
  });
});

/** Each of the other actions: what it sends, and what it tells; all have errors of that key. */
const cases: readonly {
  action: AnyAction;
  key: string;
  sends: string;
  content: object;
  error: string;
}[] = [
  {
    action: new CreateMicroblog({}),
    key: 'microblog_createnode',
    sends: '',
    content: { from: account, node: NODE },
    error: 'errorforbidden',
  },
  {
    action: new CreateCommentsNode({ id: '1' }),
    key: 'microblog_commentcreatenode',
    sends: '',
    content: { from: account, node },
    error: 'errorforbidden',
  },
  {
    action: new PublishPost({ id: 'i', post }),
    key: 'pubsub_postpublish',
    sends: '',
    content: { from: account, node: NODE, id: 'i' },
    error: 'errorforbidden',
  },
  {
    action: new PublishComment({ node, id: 'i', post }),
    key: 'microblog_commentpublish',
    sends: `<publish node='${node}'><item id='i'>${written(account, node, 'i')}</item></publish>`,
    content: { from: account, node, id: 'i' },
    error: 'error',
  },
  {
    action: new DeletePost({ id: 'i' }),
    key: 'pubsub_postdelete',
    sends: `<retract node='${NODE}' notify='true'><item id='i'/></retract>`,
    content: { from: account, node: NODE, id: 'i' },
    error: 'error',
  },
  {
    action: new TestPublishPost({ node, id: 't' }),
    key: 'pubsub_testpostpublish',
    sends: `<publish node='${node}'><item id='t'><entry xmlns='http://www.w3.org/2005/Atom'><title type='text'>test</title><updated>1970-01-01T00:00:00Z</updated></entry></item></publish>`,
    content: { from: account, node },
    error: 'error',
  },
];

describe.each(cases)('$key', ({ action, key, sends, content, error }) => {
  it('is asked, and tells what came of it', async () => {
    const room = open();
    const done = room.request(action);
    expect(room.sent[0]?.attrs).toMatchObject({ type: 'set' });
    if (sends !== '') toEqualXml(child(room), plain(sends));
    room.answer({ from: 'evil.example' });
    expect(room.packets).toEqual([]);
    room.answer({ from: account });
    await expect(done).resolves.toEqual(content);
    expect(room.keys).toEqual([`${key}_handle`]);
  });

  it('reports a refusal, as ejabberd says it', async () => {
    const room = open();
    const done = room.request(action);
    room.refuse(errorIn('microblog/forbidden-ejabberd'), { from: account });
    await expect(done).rejects.toMatchObject({ condition: 'forbidden' });
    expect(room.packets).toMatchObject([
      { key: `${key}_${error}`, content: { condition: 'forbidden', type: 'auth' } },
    ]);
  });
});

it('what was published as a trial is taken away again', () => {
  const room = open();
  void room.request(new TestPublishPost({ to, node, id: 't' }));
  room.answer();
  expect(room.sent[1]?.attrs).toMatchObject({ to });
  toEqualXml(
    child(room, 1),
    plain(`<retract node='${node}' notify='true'><item id='t'/></retract>`),
  );
  void room.request(new TestPublishPost({ to, node, id: 't' }));
  room.refuse('forbidden');
  expect(room.sent).toHaveLength(3);
});

describe.each([
  ['microblog_get', (more: object) => new GetPosts({ to: 'alice@localhost', ...more }), NODE],
  [
    'microblog_commentsget',
    (more: object) => new GetComments({ to: 'alice@localhost', node, ...more }),
    node,
  ],
] as const)('%s', (key, make, of) => {
  it.each([
    ['all', {}, `<items node='${of}'/>`],
    ['some', { ids: ['a', 'b'] }, `<items node='${of}'><item id='a'/><item id='b'/></items>`],
    ['the newest', { max: 3 }, `<items node='${of}' max_items='3'/>`],
    [
      'a page',
      { page: { max: 2, after: 'x' } },
      `<items node='${of}'/><set xmlns='http://jabber.org/protocol/rsm'><max>2</max><after>x</after></set>`,
    ],
  ])('asks for %s', (_what, more, wanted) => {
    const room = open();
    void room.request(make(more));
    expect(room.sent[0]?.attrs).toMatchObject({ type: 'get', to: 'alice@localhost' });
    toEqualXml(child(room), plain(wanted));
  });

  it.each(['prosody', 'ejabberd'])('tells the posts that %s gives', async (server) => {
    const room = open();
    const done = room.request(make({}));
    room.answer({}, childOf(`microblog/posts-${server}`));
    const { content } = fixtureJson<{ content: object }>(`microblog/posts-${server}`);
    await expect(done).resolves.toEqual({ ...content, node: of });
    expect(room.keys).toEqual([`${key}_handle`]);
  });

  it('tells what the node says of itself, and passes over what is no post', async () => {
    const room = open();
    const done = room.request(make({}));
    const { feed: said } = fixtureJson<{ feed: object }>('microblog/feed-example');
    const answer = childOf('microblog/feed-example');
    const list = answer?.getChild('publish');
    if (answer === undefined || list === undefined) throw new Error('expected a publication');
    list.name = 'items';
    room.answer({}, answer);
    await expect(done).resolves.toMatchObject({ posts: [], feed: said });
  });

  it('reports refusals, and answers without posts', () => {
    const room = open();
    void room.request(make({}));
    room.refuse('item-not-found');
    void room.request(make({}));
    room.answer();
    expect(room.packets).toMatchObject([
      {
        key: `${key}_error`,
        content: { from: 'alice@localhost', node: of, condition: 'item-not-found' },
      },
      { key: `${key}_errormalformedreply`, content: { condition: 'malformed-reply' } },
    ]);
  });
});
