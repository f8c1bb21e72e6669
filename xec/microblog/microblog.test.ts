import { describe, expect, it } from '@jest/globals';
import { NS_ATOM } from '@xec/stanza';
import { fixture, fixtureJson } from '@xec/testing/fixtures';
import { openRoom } from '@xec/testing/rooms';
import { payloadHash } from '../core/index.js';
import { mood } from '../mood/index.js';
import { microblog } from './index.js';

const self = 'juliet@capulet.lit/balcony';
const open = () => openRoom(microblog, { self });

const NODE = 'urn:xmpp:microblog:0';
const entry = (inner = '<title>x</title>') =>
  `<entry xmlns='http://www.w3.org/2005/Atom'>${inner}</entry>`;
const items = (inner: string, node = NODE) => `<items node='${node}'>${inner}</items>`;
const item = (inner = entry(), attrs = "id='i'") => `<item ${attrs}>${inner}</item>`;
const event = (inner: string, attrs = "from='romeo@montague.lit'") =>
  `<message xmlns='jabber:client' ${attrs}><event xmlns='http://jabber.org/protocol/pubsub#event'>${inner}</event></message>`;

describe('posts', () => {
  it.each(['example', 'post-prosody', 'post-ejabberd', 'service-ejabberd'])(
    'are told once: %s',
    (name) => {
      const room = open();
      room.receive(fixture(`microblog/${name}`));
      const { content } = fixtureJson<{ content: { from: string } }>(`microblog/${name}`);
      expect(room.packets).toMatchObject([{ key: 'post', from: content.from }]);
      expect(room.contents('post')).toEqual([content]);
      expect(room.faults).toEqual([]);
      expect(room.sent).toEqual([]);
    },
  );

  it('that are gone are told as gone', () => {
    const room = open();
    room.receive(fixture('microblog/retract-prosody'));
    const { content } = fixtureJson<{ content: unknown }>('microblog/retract-prosody');
    expect(room.packets).toMatchObject([{ key: 'post_retract', content }]);
  });

  it('are known by the md5 of items, namespace and node', () => {
    const hash = payloadHash('items', 'http://jabber.org/protocol/pubsub#event', NODE);
    expect(hash).toBe('96c06e02022480352b6c581286b7eefb');
    const { registrations } = open().registry;
    expect(registrations.map(({ name, xmlns, node }) => payloadHash(name, xmlns, node))).toEqual([
      hash,
      'fa9d41e26f664d9056618a4afe213861', // events of nodes that no room has for itself
    ]);
  });

  it('one level deeper are none, nor one higher, nor in another stanza', () => {
    const room = open();
    const inner = fixture('microblog/example').getChild('event')?.toString() ?? '';
    const at = (xml: string) => {
      room.receive(`<message xmlns='jabber:client' from='romeo@montague.lit'>${xml}</message>`);
    };
    at(`<x xmlns='urn:example'>${inner}</x>`);
    at(
      `<forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client'>${inner}</message></forwarded>`,
    );
    at(items(item()).replace('<items', "<items xmlns='http://jabber.org/protocol/pubsub#event'"));
    at(
      `<event xmlns='urn:example'>${items(item()).replace('<items', "<items xmlns='http://jabber.org/protocol/pubsub#event'")}</event>`,
    );
    room.receive(event(items(item())).replaceAll('message', 'presence'));
    room.receive(event(items(item())).replace("'jabber:client'", "'jabber:client' type='error'"));
    expect(room.packets).toEqual([]);
    room.receive(event(items(item()))); // what differs is only the place
    expect(room.keys).toEqual(['post']);
  });

  it.each([
    ['of another node that are none', items(item('<x/>'), 'news')],
    ['of another node without entry', items(item(''), 'news')],
    ['of no node', `<items>${item()}</items>`],
    ['without id', items(item(entry(), ''))],
    ['of an empty id', items(item(entry(), "id=''"))],
    ['of another namespace', items(item("<entry xmlns='urn:example'><title>x</title></entry>"))],
    ['of an empty entry', items(item(entry('')))],
    ['that are garbage', items(item(entry('<a><b>c</b></a>text') + 'x') + '<odd/>')],
    ['gone without id', items('<retract/>')],
    ['of a deleted node', `<delete node='${NODE}'/>`],
  ])('%s are passed over', (_what, inner) => {
    const room = open();
    room.receive(event(inner));
    expect(room.packets).toEqual([]);
    expect(room.faults).toEqual([]);
  });

  it('are told each, and one that is garbage stops none', () => {
    const room = open();
    const bad = item(entry(''));
    const all = item(entry(), "id='a'") + bad + item(entry(), "id='b'") + "<retract id='c'/>";
    room.receive(event(items(all)));
    expect(room.packets.map(({ key, content }) => [key, (content as { id: string }).id])).toEqual([
      ['post', 'a'],
      ['post', 'b'],
      ['post_retract', 'c'],
    ]);
  });

  it('are credited to the sender, whatever they say of author and publisher', () => {
    const room = open();
    const says = entry('<title>x</title><author><uri>xmpp:romeo@montague.lit</uri></author>');
    room.receive(
      event(
        items(item(says, "id='i' publisher='romeo@montague.lit'")),
        "from='MALLORY@evil.example'",
      ),
    );
    expect(room.packets).toMatchObject([
      {
        from: 'mallory@evil.example',
        content: { from: 'mallory@evil.example', publisher: 'romeo@montague.lit' },
      },
    ]);
  });

  it('of other nodes are told with their node, and gone ones too', () => {
    const room = open();
    const from = 'romeo@montague.lit';
    room.receive(event(items(item() + "<retract id='r'/>", 'news')));
    room.receive(event(items(item(), `${NODE}:comments/1`)));
    expect(room.packets).toMatchObject([
      { key: 'post', content: { from, node: 'news', id: 'i', title: 'x' } },
      { key: 'post_retract', content: { from, node: 'news', id: 'r' } },
      { key: 'post', content: { from, node: `${NODE}:comments/1`, id: 'i' } },
    ]);
  });

  it('of a node that another room has are left to it', () => {
    const room = openRoom([microblog, mood], { self });
    room.receive(event(items(item(), 'http://jabber.org/protocol/mood')));
    expect(room.keys).toEqual([]);
  });

  it('that the service keeps back are announced, and not asked for', () => {
    const room = open();
    room.receive(event(items(item('', "id='a' publisher='romeo@montague.lit'"))));
    room.receive(event(items(item('', "id='b'"), `${NODE}:comments/1`)));
    const from = 'romeo@montague.lit';
    expect(room.contents('post_announced')).toEqual([
      { id: 'a', from, node: NODE, publisher: from },
      { id: 'b', from, node: `${NODE}:comments/1` },
    ]);
    expect(room.sent).toEqual([]);
  });

  it('of nodes that tell of themselves', () => {
    const room = open();
    const { feed } = fixtureJson<{ feed: object }>('microblog/feed-example');
    const published = fixture('microblog/feed-example').getChild('pubsub')?.getChild('publish');
    const said = published?.getChild('item')?.getChild('feed', NS_ATOM)?.toString() ?? '';
    room.receive(event(items(item(said, "id='0'"))));
    room.receive(event(items(item(said, "id='1'")))); // under another id it is nothing
    expect(room.packets).toMatchObject([{ key: 'post_feed' }]);
    expect(room.contents('post_feed')).toEqual([
      { from: 'romeo@montague.lit', node: NODE, ...feed },
    ]);
  });

  it('hold no markup that does something', () => {
    const room = open();
    const div = `<div xmlns='http://www.w3.org/1999/xhtml'><p onclick='x()'>a</p><script>b</script></div>`;
    room.receive(event(items(item(entry(`<content type='xhtml'>${div}</content>`)))));
    expect(room.contents('post')).toMatchObject([
      { content: 'a', xhtml: '<div xmlns="http://www.w3.org/1999/xhtml"><p>a</p></div>' },
    ]);
  });

  it('are asked for by what we announce', () => {
    expect(open().registry.advertised.features).toEqual([
      NODE,
      `${NODE}+notify`,
      'urn:xmpp:pubsub-social-feed:1',
      'urn:xmpp:pubsub-social-feed:gallery:1',
    ]);
  });
});
