import { describe, expect, it } from '@jest/globals';
import { NS_CAPS, NS_CAPS2 } from '@xec/stanza';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { openRoom, type RoomOptions, type TestRoom } from '@xec/testing/rooms';
import {
  AllowSubscription,
  DenySubscription,
  SetAvailable,
  SetAway,
  SetChat,
  SetDnd,
  SetUnavailable,
  SetXa,
  SubscribeToPresence,
  UnsubscribeFromPresence,
  presence,
} from './index.js';

const self = 'alice@localhost/one';
const open = (options: Partial<RoomOptions> = {}) => openRoom(presence, { self, ...options });

/** The presences that left, without ids and capabilities, which have tests of their own. */
function presences(room: TestRoom): string[] {
  return room.sent
    .filter(({ name }) => name === 'presence')
    .map((stanza) => {
      delete stanza.attrs['id'];
      for (const xmlns of [NS_CAPS, NS_CAPS2]) stanza.remove('c', xmlns);
      return stanza.toString();
    });
}

describe('presence of others', () => {
  it.each([
    ...(['away', 'last-activity', 'delayed-prosody', 'delayed-ejabberd'] as const),
    ...(['unavailable', 'unsubscribed', 'error', 'error-ejabberd'] as const),
  ])('is delivered as it was read: %s', (name) => {
    const room = open();
    room.receive(fixture(`presence/${name}`));
    const { presence: expected } = fixtureJson<{ presence: unknown }>(`presence/${name}`);
    expect(room.packets.map(({ key, content }) => [key, content])).toEqual([
      ['presence', expected],
    ]);
    expect(presences(room)).toEqual([]);
  });

  const to = 'someone@unreachable.example';
  it.each(
    [
      new SetAvailable({ to }),
      new SetAway({ to }),
      new SetChat({ to }),
      new SetDnd({ to }),
      new SetXa({ to }),
      new SetUnavailable({ to }),
      new SubscribeToPresence({ to }),
      new UnsubscribeFromPresence({ to }),
      new AllowSubscription({ to }),
      new DenySubscription({ to }),
    ].map((action) => [action.actionName, action] as const),
  )('is how a refusal of %s is told, which has left by then', async (_name, action) => {
    for (const name of ['error', 'error-ejabberd']) {
      const room = open();
      await room.request(action);
      room.receive(fixture(`presence/${name}`, { id: room.sent.at(-1)?.attrs['id'] as string }));
      expect(room.contents('presence')).toEqual([
        fixtureJson<{ presence: unknown }>(`presence/${name}`).presence,
      ]);
    }
  });

  it('is credited to the own account where it names nobody', () => {
    const room = open();
    room.receive(fixture('presence/unavailable', { from: undefined }));
    expect(room.contents('presence')).toMatchObject([{ jid: 'alice@localhost' }]);
  });

  it('is delivered prepared, and each time', () => {
    const room = open();
    room.receive(fixture('presence/unsubscribed', { from: 'BOB@LocalHost' }));
    room.receive(fixture('presence/unsubscribed'));
    expect(room.contents('presence')).toMatchObject([
      { jid: 'bob@localhost' },
      { jid: 'bob@localhost' },
    ]);
  });

  it.each([
    ['of an invalid sender', { from: '@@' }],
    ['of an unknown type', { type: 'probe' }],
    ['of another unknown type', { type: 'available' }],
  ])('is ignored %s', (_what, attrs) => {
    const room = open();
    room.receive(fixture('presence/unavailable', attrs));
    expect(room.packets).toEqual([]);
    expect(room.sent).toEqual([]);
  });

  it('is ignored inside another stanza, and in another namespace', () => {
    const room = open();
    const inner = fixture('presence/away').toString();
    room.receive(`<message xmlns='jabber:client' from='bob@localhost/x'>${inner}</message>`);
    room.receive("<presence xmlns='jabber:server' from='bob@localhost/x'/>");
    expect(room.packets).toEqual([]);
  });

  it('is left to the feature that knows rooms when it is of a room', () => {
    const room = open({ rooms: { 'cave@rooms.example': { nick: 'alice' } } });
    room.receive("<presence xmlns='jabber:client' from='cave@rooms.example/bob'/>");
    room.receive(
      "<presence xmlns='jabber:client' from='new@rooms.example/bob'>" +
        "<x xmlns='http://jabber.org/protocol/muc#user'/></presence>",
    );
    expect(room.packets).toEqual([]);
  });

  it.each(['localhost', 'bob@localhost/phone'])('keeps a stamp of %s', (by) => {
    const room = open();
    const stanza = fixture('presence/delayed-prosody', { from: 'romeo@montague.example/orchard' });
    const delay = { stamp: '2026-11-21T06:20:27Z', from: by };
    Object.assign(stanza.getChild('delay')?.attrs ?? {}, delay);
    room.receive(stanza);
    expect(room.contents('presence')).toMatchObject([{ delay }]);
  });

  it.each([
    ['of the future', { stamp: '2027-11-21T06:20:27Z', from: 'localhost' }],
    ['of the first century', { stamp: '0001-01-01T00:00:00Z', from: 'localhost' }],
    ['of a third party', { stamp: '2026-11-21T06:20:27Z', from: 'evil.example' }],
    ['of nobody that could be', { stamp: '2026-11-21T06:20:27Z', from: '@@' }],
  ])('loses a stamp %s', (_what, attrs) => {
    const room = open();
    const stanza = fixture('presence/delayed-prosody');
    Object.assign(stanza.getChild('delay')?.attrs ?? {}, attrs);
    room.receive(stanza);
    expect(room.contents('presence')).toHaveLength(1);
    expect(room.contents('presence')[0]).not.toHaveProperty('delay');
  });
});

describe('a request of subscription', () => {
  it('may show an invitation, and carry one', () => {
    const room = open();
    const shown = "<preauth xmlns='urn:xmpp:pars:0' token='t1'/>";
    room.receive(
      `<presence xmlns='jabber:client' type='subscribe' from='bob@localhost'>${shown}</presence>`,
    );
    expect(room.contents('subscribe')).toEqual([{ jid: 'bob@localhost', preauth: 't1' }]);
    void room.request(new SubscribeToPresence({ to: 'bob@localhost', preauth: 't1' }));
    toEqualXml(room.sent[0]?.getChild('preauth'), shown);
  });

  it('is delivered, and neither granted nor refused', () => {
    const room = open({ contacts: { 'alice@localhost': { subscription: 'both' } } });
    room.receive(fixture('presence/subscribe', { from: 'alice@localhost/phone' }));
    expect(room.packets.map(({ key, content }) => [key, content])).toEqual([
      [
        'subscribe',
        {
          jid: 'alice@localhost',
          nick: "Alice O'Hara & Co <dev>",
          status: [{ text: "Hello, is it me you're looking for?", lang: 'en' }],
        },
      ],
    ]);
    expect(room.sent).toEqual([]);
    expect(room.engine.fact('contact', 'alice@localhost')).toEqual({ subscription: 'both' });
  });

  it.each([
    [new SubscribeToPresence({ to: 'BOB@localhost' }), 'subscribe'],
    [new AllowSubscription({ to: 'BOB@localhost' }), 'subscribed'],
    [new UnsubscribeFromPresence({ to: 'BOB@localhost' }), 'unsubscribe'],
    [new DenySubscription({ to: 'BOB@localhost' }), 'unsubscribed'],
  ])('has its stanza: %#', async (action, type) => {
    const room = open();
    const asked = room.request(action);
    toEqualXml(
      room.sent[0],
      `<presence xmlns='jabber:client' type='${type}' to='bob@localhost' id='${String(room.sent[0]?.attrs['id'])}'/>`,
    );
    await expect(asked).resolves.toEqual({ to: 'bob@localhost' });
    expect(room.keys).toEqual([`presence_${type}_handle`]);
  });

  it('says who asks and why', () => {
    const room = open();
    void room.request(new SubscribeToPresence({ to: 'bob@localhost', nick: 'A', status: 'Hi' }));
    expect(presences(room)).toEqual([
      '<presence xmlns="jabber:client" to="bob@localhost" type="subscribe"><status>Hi</status>' +
        '<nick xmlns="http://jabber.org/protocol/nick">A</nick></presence>',
    ]);
  });

  it('goes to bare JIDs only', () => {
    expect(() => new SubscribeToPresence({ to: 'bob@localhost/phone' })).toThrow('a bare JID');
    expect(() => new AllowSubscription({ to: 'bob@localhost/phone' })).toThrow('a bare JID');
  });

  it('that cannot be delivered comes back as presence of type error', () => {
    const room = open();
    void room.request(new SubscribeToPresence({ to: 'someone@unreachable.example' }));
    room.receive(fixture('presence/error', { id: room.sent[0]?.attrs['id'] as string }));
    expect(room.keys).toEqual(['presence_subscribe_handle', 'presence']);
    expect(room.contents('presence')).toMatchObject([{ error: { condition: 'not-allowed' } }]);
  });

  it('that is refused while it is pending ends its action, if its addressee refused it', async () => {
    const room = open();
    room.isOnline = false;
    const asked = room.request(new SubscribeToPresence({ to: 'someone@unreachable.example' }));
    const id = [...room.engine.pending.entries()][0]?.record.id ?? '';
    room.receive(fixture('presence/error', { id, from: 'mallory@evil.example' }));
    expect(room.keys).toEqual(['presence']);
    room.receive(fixture('presence/error', { id }));
    await expect(asked).rejects.toMatchObject({ condition: 'not-allowed' });
    expect(room.keys).toEqual(['presence', 'presence_subscribe_errornotallowed']);
  });
});

describe('own presence', () => {
  it.each([
    [new SetAvailable({}), 'available', ''],
    [new SetChat({}), 'chat', '<show>chat</show>'],
    [new SetAway({}), 'away', '<show>away</show>'],
    [new SetDnd({}), 'dnd', '<show>dnd</show>'],
    [new SetXa({}), 'xa', '<show>xa</show>'],
  ])('has its stanza, with capabilities: %#', async (action, name, show) => {
    const room = open();
    const said = room.request(action);
    expect(room.sent[0]?.getChild('c', NS_CAPS)?.attrs['ver']).toMatch(/^[A-Za-z0-9+/]{27}=$/);
    expect(room.sent[0]?.getChild('c', NS_CAPS2)?.getChildText('hash')).toHaveLength(44);
    const expected = show === '' ? '/>' : `>${show}</presence>`;
    expect(presences(room)).toEqual([`<presence xmlns="jabber:client"${expected}`]);
    await expect(said).resolves.toEqual({});
    expect(room.keys).toEqual([`presence_${name}_handle`]);
  });

  it('says status, priority and idleness', () => {
    const room = open();
    const idle = '2026-11-21T10:00:00+02:00';
    void room.request(new SetAway({ status: 'Tea', priority: -1, idle }));
    expect(presences(room)).toEqual([
      '<presence xmlns="jabber:client"><show>away</show><status>Tea</status>' +
        '<priority>-1</priority><idle xmlns="urn:xmpp:idle:1" since="2026-11-21T08:00:00Z"/>' +
        '</presence>',
    ]);
  });

  it('is not sent when it cannot be said', () => {
    expect(() => new SetAway({ priority: 128 })).toThrow(TypeError);
    expect(() => new SetAway({ idle: 'yesterday' })).toThrow('XEP-0082');
  });

  it('is sent after the roster was asked for, once a stream', () => {
    const room = open();
    room.online();
    expect(room.sent.map(({ name }) => name)).toEqual(['iq', 'iq', 'presence']);
    expect(room.sent[2]?.getChild('c', NS_CAPS)).toBeDefined();
    expect(presences(room)).toEqual(['<presence xmlns="jabber:client"/>']);
    expect(room.keys).toEqual([]);
  });

  it('is not sent where the application wants it so', () => {
    const room = open();
    room.online([], false);
    expect(presences(room)).toEqual([]);
  });

  it('is sent again as it was chosen last', () => {
    const room = open();
    room.online();
    void room.request(new SetDnd({ status: [{ text: 'Nein', lang: 'de' }], priority: 3 }));
    void room.request(new SetAvailable({ to: 'bob@localhost' })); // for bob alone: not remembered
    room.online();
    const [, chosen, , again, ...more] = presences(room);
    expect(again).toContain('<show>dnd</show><status xml:lang="de">Nein</status>');
    expect(again).toBe(chosen);
    expect(more).toEqual([]);
  });

  it.each([
    [new SetChat({}), 'chat'],
    [new SetAway({}), 'away'],
    [new SetDnd({}), 'dnd'],
    [new SetXa({}), 'xa'],
  ])('is sent again with its show: %#', (action, show) => {
    const room = open();
    void room.request(action);
    room.online();
    const again = `<presence xmlns="jabber:client"><show>${show}</show></presence>`;
    expect(presences(room)).toEqual([again, again]);
  });

  it('stays away when that was chosen, until something else is', () => {
    const room = open();
    room.online();
    void room.request(new SetUnavailable({ status: 'bye' }));
    room.online();
    expect(presences(room).slice(1)).toEqual([
      '<presence xmlns="jabber:client" type="unavailable"><status>bye</status></presence>',
    ]);
    void room.request(new SetChat({}));
    void room.request(new SetUnavailable({ to: 'bob@localhost' })); // for bob alone
    room.online();
    expect(presences(room).at(-1)).toContain('<show>chat</show>');
  });
});
