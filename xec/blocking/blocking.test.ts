import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { openRoom } from '@xec/testing/rooms';
import { Block, RequestBlocklist, Unblock, blocking } from './index.js';

const self = 'alice@localhost/blk';
const servers = ['prosody', 'ejabberd'];
const jidsOf = (name: string) => fixtureJson<{ jids: string[] }>(`blocking/${name}`).jids;
const id = (room: { sent: { attrs: Record<string, unknown> }[] }) =>
  String(room.sent.at(-1)?.attrs['id']);

describe('the list of the blocked', () => {
  it.each(servers)('is asked for, as in list-%s', async (server) => {
    const room = openRoom(blocking, { self });
    const asked = room.request(new RequestBlocklist());
    toEqualXml(
      room.sent[0],
      `<iq xmlns='jabber:client' type='get' id='${id(room)}'><blocklist xmlns='urn:xmpp:blocking'/></iq>`,
    );
    room.receive(fixture(`blocking/list-${server}`, { id: id(room), from: 'evil.example' }));
    expect(room.packets).toEqual([]);
    room.receive(fixture(`blocking/list-${server}`, { id: id(room) }));
    await expect(asked).resolves.toEqual({ jids: jidsOf(`list-${server}`) });
    expect(room.keys).toEqual(['blocking_request_handle']);
  });

  it('is not taken from an answer without one', () => {
    for (const name of ['empty-prosody', 'block-prosody']) {
      const room = openRoom(blocking, { self });
      void room.request(new RequestBlocklist());
      room.answer({}, fixture(`blocking/${name}`).getChild('block'));
      expect(room.keys).toEqual(['blocking_request_errormalformedreply']);
    }
  });
});

describe('blocking', () => {
  it('may be unknown to a server: its list is refused', async () => {
    const room = openRoom(blocking, { self });
    const asked = room.request(new RequestBlocklist());
    room.refuse('service-unavailable', { from: 'alice@localhost' });
    await expect(asked).rejects.toMatchObject({ condition: 'service-unavailable' });
    expect(room.keys).toEqual(['blocking_request_errorserviceunavailable']);
  });

  it('says whom, and why', async () => {
    const room = openRoom(blocking, { self });
    const report = {
      reason: 'spam',
      text: 'Never came trouble to my house like this.',
      stanzaIds: [
        { by: 'romeo@example.net', id: '28482-98726-73623' },
        { by: 'juliet@example.com', id: '38383-38018-18385' },
      ],
    } as const;
    const params = { jids: ['romeo@example.net'], report };
    const asked = room.request(new Block(params));
    const expected = fixture('blocking/report', { id: id(room), from: undefined });
    toEqualXml(room.sent[0], expected);
    room.answer();
    await expect(asked).resolves.toEqual(params);
  });

  it.each(servers)('of nobody is refused here, as it is by %s', (server) => {
    expect(() => new Block({ jids: [] })).toThrow('expected a JID, got none');
    const room = openRoom(blocking, { self });
    void room.request(new Block({ jids: ['bob@localhost'] }));
    room.receive(fixture(`blocking/empty-${server}`, { id: id(room) }));
    expect(room.contents('blocking_block_errorbadrequest')).toMatchObject([{ type: 'modify' }]);
  });

  it('ends for some, or for all', async () => {
    const room = openRoom(blocking, { self });
    const some = room.request(new Unblock({ jids: ['BOB@localhost'] }));
    toEqualXml(
      room.sent[0]?.getChild('unblock'),
      "<unblock xmlns='urn:xmpp:blocking'><item jid='bob@localhost'/></unblock>",
    );
    room.answer();
    await expect(some).resolves.toEqual({ jids: ['bob@localhost'] });
    void room.request(new Unblock({ all: true }));
    toEqualXml(room.sent[1]?.getChild('unblock'), "<unblock xmlns='urn:xmpp:blocking'/>");
    room.refuse('item-not-found', { from: 'alice@localhost' });
    expect(room.keys.at(-1)).toBe('blocking_unblock_erroritemnotfound');
    expect(() => new Unblock({ jids: [] })).toThrow(TypeError);
  });
});

describe('a push', () => {
  it.each(servers)('of %s tells who is blocked and who no longer', (server) => {
    const room = openRoom(blocking, { self });
    for (const name of ['block', 'unblock', 'unblock-all']) {
      room.receive(fixture(`blocking/${name}-${server}`));
    }
    expect(room.packets).toMatchObject([
      { key: 'blocked', content: { jids: jidsOf(`block-${server}`) } },
      { key: 'unblocked', content: { jids: jidsOf(`unblock-${server}`) } },
      { key: 'unblocked', content: { all: true } },
    ]);
    expect(room.sent.map(({ attrs }) => attrs['type'] as string)).toEqual([
      'result',
      'result',
      'result',
    ]);
  });

  it.each(['mallory@evil.example', 'localhost', 'bob@localhost', 'alice@localhost/other'])(
    'of %s is refused',
    (from) => {
      const room = openRoom(blocking, { self });
      room.receive(fixture('blocking/block-ejabberd', { from }));
      room.receive(fixture('blocking/unblock-all-ejabberd', { from }));
      expect(room.packets).toEqual([]);
      expect(room.sent.map(({ attrs }) => attrs['type'] as string)).toEqual(['error', 'error']);
    },
  );

  it('at another place, or malformed, does nothing', () => {
    const room = openRoom(blocking, { self });
    const push = (inner: string, type = 'set') =>
      `<iq xmlns='jabber:client' type='${type}' id='p'>${inner}</iq>`;
    const item = "<item jid='x.example'/>";
    room.receive(push("<block xmlns='urn:xmpp:blocking'/>"));
    room.receive(push("<block xmlns='urn:xmpp:blocking'><item jid='@'/></block>"));
    room.receive(push("<unblock xmlns='urn:xmpp:blocking'><item/></unblock>"));
    room.receive(push(`<block xmlns='urn:xmpp:blocking'>${item}</block>`, 'get'));
    room.receive(push(`<x xmlns='a'><block xmlns='urn:xmpp:blocking'>${item}</block></x>`));
    room.receive(
      `<message xmlns='jabber:client'><block xmlns='urn:xmpp:blocking'>${item}</block></message>`,
    );
    expect(room.packets).toEqual([]);
    expect(room.sent.map(({ attrs }) => attrs['type'] as string)).toEqual(Array(5).fill('error'));
  });
});
