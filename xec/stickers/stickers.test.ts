import { describe, expect, it } from '@jest/globals';
import {
  NS_STICKERS,
  parse,
  readBobData,
  stickerPackElement,
  type BobData,
  type Element,
  type StickerPack,
} from '@xec/stanza';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { openRoom, type RoomOptions } from '@xec/testing/rooms';
import { pepContract } from '@xec/testing/contracts';
import { GetStickerPacks, PublishStickerPack, RemoveStickerPack, stickers } from './index.js';

const { content: told } = fixtureJson<{ content: { id: string; content: StickerPack } }>(
  'stickers/event',
);
const small: StickerPack = { names: [{ text: 'Others' }], summaries: [], stickers: [] };
const self = 'macbeth@shakespeare.lit/castle';

describe('packs of stickers', () => {
  pepContract({
    feature: stickers,
    name: 'StickerPack',
    node: NS_STICKERS,
    Publish: PublishStickerPack,
    Retract: RemoveStickerPack,
    Get: GetStickerPacks,
    events: ['stickers/event'],
    content: told.content,
    payload: stickerPackElement(told.content).toString(),
    id: told.id,
    sampleId: told.id,
    garbage: [
      `<pack xmlns='urn:example'/>`,
      // Another one under that name, and one that says no hash.
      stickerPackElement(small).toString(),
      `<pack xmlns='${NS_STICKERS}'/>`,
    ],
  });
});

describe('one pack', () => {
  it('is asked for by the name that a message has', async () => {
    const room = openRoom(stickers, { self });
    const asked = room.request(new GetStickerPacks({ to: 'romeo@montague.lit', id: told.id }));
    const items = room.sent[0]?.getChild('pubsub')?.getChild('items');
    toEqualXml(
      items,
      `<items xmlns='http://jabber.org/protocol/pubsub' node='${NS_STICKERS}'><item id='${told.id}'/></items>`,
    );
    const [item] = fixture('stickers/event').getChild('event')?.getChild('items')?.children ?? [];
    const list = `<items node='${NS_STICKERS}'>${String(item).replace(/ xmlns="[^"]*event"/, '')}</items>`;
    room.answer({}, parse(`<pubsub xmlns='http://jabber.org/protocol/pubsub'>${list}</pubsub>`));
    await expect(asked).resolves.toEqual({
      from: 'romeo@montague.lit',
      items: [{ id: told.id, content: told.content }],
    });
  });

  it('keeps its name when it is imported, and is not published under a wrong one', () => {
    const room = openRoom(stickers, { self });
    void room.request(new PublishStickerPack({ content: told.content }));
    const item = room.sent[0]?.getChild('pubsub')?.getChild('publish')?.getChild('item');
    expect(item?.attrs['id']).toBe(told.id);
    const content = { ...told.content, names: [{ text: 'Another' }] };
    expect(() => new PublishStickerPack({ content })).toThrow(/expected the hash of the pack/);
  });
});

describe('a sticker in the text of a message', () => {
  const lady = 'ladymacbeth@shakespeare.lit/castle';
  const room = 'macbeth@chat.shakespeare.lit';
  const spot = readBobData(fixture('bob/example')) as BobData; // it is there: stanza/bob tests it
  const friend: RoomOptions = {
    self,
    contacts: { 'ladymacbeth@shakespeare.lit': { subscription: 'both' } },
  };
  /** The message of the XEP, with the picture whose bytes the XEP has. */
  const named = (stanza: Element) => {
    const { cids } = fixtureJson<{ cids: [string] }>('stickers/inline');
    return parse(stanza.toString().replace(cids[0], spot.cid));
  };
  const chat = (attrs: Readonly<Record<string, string>> = {}) =>
    named(fixture('stickers/inline', { type: 'chat', to: self, id: 'm1', ...attrs }));

  it('is asked for once, and kept under its hash', () => {
    const opened = openRoom(stickers, friend);
    opened.receive(chat());
    opened.receive(chat({ id: 'm2' }));
    expect(opened.sent).toHaveLength(1);
    expect(opened.sent[0]?.attrs).toMatchObject({ type: 'get', to: lady });
    expect(opened.sent[0]?.getChild('data')?.attrs['cid']).toBe(spot.cid);
    opened.answer({}, fixture('bob/example').getChild('data'));
    opened.receive(chat({ id: 'm3' }));
    expect(opened.sent).toHaveLength(1);
    const { cid } = spot;
    expect(opened.packets.map(({ key, content }) => [key, content])).toEqual([
      ['sticker', { from: lady, id: 'm1', cid }],
      ['sticker', { from: lady, id: 'm2', cid }],
      ['bob_request_handle', { jid: lady, data: spot }],
      ['sticker', { from: lady, id: 'm3', cid, data: spot }],
    ]);
  });

  it('is asked for again after nothing came', () => {
    const opened = openRoom(stickers, friend);
    opened.receive(chat());
    opened.refuse('item-not-found');
    opened.receive(chat());
    expect(opened.sent).toHaveLength(2);
    expect(opened.engine.facts.all('askedBob').size).toBe(1);
  });

  it('is told but not asked for where that would tell a stranger that we are here', () => {
    const opened = openRoom(stickers, { self });
    opened.receive(chat());
    expect(opened.keys).toEqual(['sticker']);
    expect(opened.sent).toEqual([]);
  });

  it('is asked for in rooms that we joined', () => {
    const inside = openRoom(stickers, { self, rooms: { [room]: { nick: 'macbeth' } } });
    inside.receive(fixture('stickers/inline', { from: `${room}/lady`, to: self }));
    expect(inside.sent[0]?.attrs['to']).toBe(`${room}/lady`);
    const outside = openRoom(stickers, { self });
    outside.receive(fixture('stickers/inline', { from: `${room}/lady`, to: self }));
    expect(outside.packets).toEqual([]);
  });

  it('is none at another place', () => {
    const opened = openRoom(stickers, friend);
    opened.receive(chat({ type: 'error' }));
    opened.receive(chat().toString().replaceAll('message', 'presence'));
    const inner = chat().toString();
    opened.receive(
      `<message xmlns='jabber:client' from='${lady}'><forwarded xmlns='urn:xmpp:forward:0'>${inner}</forwarded></message>`,
    );
    opened.receive(chat().toString().replace('cid:', 'https://'));
    expect(opened.packets).toEqual([]);
    expect(opened.sent).toEqual([]);
  });
});
