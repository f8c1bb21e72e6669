import { describe, expect, it } from '@jest/globals';
import { toEqualXml } from '@xec/testing/fixtures';
import { openRoom, type RoomOptions } from '@xec/testing/rooms';
import {
  AcknowledgeMessage,
  PublishMessage,
  SendActive,
  SendComposing,
  SendDisplayed,
  SendGone,
  SendInactive,
  SendPaused,
  message,
} from './index.js';

const self = 'bob@localhost/chat';
const alice = 'alice@localhost';
const garden = 'garden@conference.localhost';
const contacts = { [alice]: { subscription: 'both' } } as const;
const open = (options: Partial<RoomOptions> = {}) =>
  openRoom(message, { self, contacts, rooms: { [garden]: { nick: 'bob' } }, ...options });
const CHAT_STATES = 'http://jabber.org/protocol/chatstates';

describe('sending a message', () => {
  it('tells the id that receipts and errors will name', async () => {
    const room = open();
    const sent = await room.request(new PublishMessage({ to: 'ALICE@localhost', body: 'a < b' }));
    const id = String(room.sent[0]?.attrs['id']);
    toEqualXml(
      room.sent[0],
      `<message xmlns='jabber:client' id='${id}' to='alice@localhost' type='chat'><body>a &lt; b</body></message>`,
    );
    expect(sent).toEqual({ id, to: alice, type: 'chat', body: 'a < b' });
    expect(room.keys).toEqual(['message_publish_handle']);
    room.receive(
      `<message xmlns='jabber:client' from='${alice}' id='${id}' type='error'><error type='cancel'><gone xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>`,
    );
    expect(room.contents('message_error')).toEqual([
      { id, from: alice, condition: 'gone', type: 'cancel' },
    ]);
    expect(room.sent).toHaveLength(1);
  });

  it('says it with markup too, where that says something harmless', () => {
    const room = open();
    const div = (inner: string) => `<div xmlns="http://www.w3.org/1999/xhtml">${inner}</div>`;
    const send = (xhtml: string, body?: string) =>
      new PublishMessage({ to: alice, subject: 's', ...(body !== undefined && { body }), xhtml });
    void room.request(send(div('<p onclick="x()">a</p><script>x()</script>'), 'a'));
    toEqualXml(
      room.sent[0]?.getChild('html', 'http://jabber.org/protocol/xhtml-im'),
      "<html xmlns='http://jabber.org/protocol/xhtml-im'><body xmlns='http://www.w3.org/1999/xhtml'><p>a</p></body></html>",
    );
    expect(() => send(div('<p>a</p>'))).toThrow(/expected a body/);
    expect(() => send('<p>a', 'a')).toThrow(/expected well-formed XHTML/);
    expect(() => send(div('<script/>'), 'a')).toThrow(/expected markup that says something/);
  });

  it('says all it is asked to say', () => {
    const room = open();
    void room.request(
      new PublishMessage({
        to: 'alice@localhost/chat',
        type: 'normal',
        body: 'body',
        subject: 'subject',
        lang: 'en',
        thread: { id: 't', parent: 'p' },
        chatState: 'active',
        requestReceipt: true,
        markable: true,
        originId: 'o',
        hints: ['no-copy', 'no-store'],
      }),
    );
    toEqualXml(
      room.sent[0],
      `<message xmlns='jabber:client' id='${String(room.sent[0]?.attrs['id'])}' to='alice@localhost/chat' type='normal' xml:lang='en'>` +
        "<subject>subject</subject><body>body</body><thread parent='p'>t</thread>" +
        `<active xmlns='${CHAT_STATES}'/><request xmlns='urn:xmpp:receipts'/><markable xmlns='urn:xmpp:chat-markers:0'/>` +
        "<origin-id xmlns='urn:xmpp:sid:0' id='o'/><no-copy xmlns='urn:xmpp:hints'/><no-store xmlns='urn:xmpp:hints'/></message>",
    );
    expect(room.contents('message_publish_handle')).toMatchObject([{ originId: 'o' }]);
  });

  it.each([
    [{ to: alice }, 'a body or a subject'],
    [{ to: '@', body: 'x' }, 'a JID'],
    [{ to: `${garden}/alice`, type: 'groupchat', body: 'x' }, 'a bare JID'],
    [{ to: alice, body: 'x', hints: ['no-copy'] }, 'a full JID'],
  ] as const)('refuses %j', (params, expected) => {
    expect(() => new PublishMessage(params)).toThrow(expected);
  });

  it('sends an empty subject, which takes it away', () => {
    const room = open();
    void room.request(new PublishMessage({ to: garden, type: 'groupchat', subject: '' }));
    expect(room.sent[0]?.getChild('subject')?.getText()).toBe('');
    expect(room.sent[0]?.getChild('body')).toBeUndefined();
  });

  it('says so when it did not leave', async () => {
    const room = open();
    room.isOnline = false;
    const late = room.request(new PublishMessage({ to: alice, body: 'x' }), { timeoutMs: 1000 });
    room.runtime.advance(1200); // a step of deadlines late at most
    await expect(late).rejects.toMatchObject({ condition: 'timeout' });
    expect(room.keys).toEqual(['message_publish_error']);
    expect(room.contents('message_publish_error')).toMatchObject([
      { to: alice, condition: 'timeout', id: expect.any(String) as unknown },
    ]);
    expect(room.sent).toEqual([]);
  });

  it('is refused while it waits only by whom it goes to', async () => {
    const room = open();
    room.isOnline = false;
    const sent = room.request(new PublishMessage({ to: alice, body: 'x' }));
    const error =
      "<error type='auth'><forbidden xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>";
    const id = [...room.engine.pending.entries()][0]?.record.id ?? '';
    const refuse = (from: string) => {
      room.receive(
        `<message xmlns='jabber:client' from='${from}' id='${id}' type='error'>${error}</message>`,
      );
    };
    refuse('mallory@evil.example');
    expect(room.keys).toEqual(['message_error']);
    refuse(alice);
    await expect(sent).rejects.toMatchObject({ condition: 'forbidden' });
    expect(room.contents('message_publish_error')).toEqual([
      { id, to: alice, condition: 'forbidden', type: 'auth' },
    ]);
  });
});

describe('sending what stands beside messages', () => {
  it.each([
    [SendActive, 'active'],
    [SendComposing, 'composing'],
    [SendPaused, 'paused'],
    [SendInactive, 'inactive'],
    [SendGone, 'gone'],
  ] as const)('%p', (type, state) => {
    const room = open();
    void room.request(new type({ to: alice, thread: { id: 't' } }));
    toEqualXml(
      room.sent[0],
      `<message xmlns='jabber:client' id='${String(room.sent[0]?.attrs['id'])}' to='${alice}' type='chat'><${state} xmlns='${CHAT_STATES}'/><thread>t</thread><no-store xmlns='urn:xmpp:hints'/></message>`,
    );
    expect(room.packets).toMatchObject([
      { key: `message_${state}_handle`, content: { to: alice, thread: { id: 't' } } },
    ]);
  });

  it('sends a marker, and asks archives to keep it', () => {
    const room = open();
    void room.request(new SendDisplayed({ to: garden, type: 'groupchat', id: '39K7ZYIp' }));
    toEqualXml(
      room.sent[0],
      `<message xmlns='jabber:client' id='${String(room.sent[0]?.attrs['id'])}' to='${garden}' type='groupchat'><displayed xmlns='urn:xmpp:chat-markers:0' id='39K7ZYIp'/><store xmlns='urn:xmpp:hints'/></message>`,
    );
    expect(room.keys).toEqual(['message_displayed_handle']);
  });

  it('sends a receipt and nothing beside it', () => {
    const room = open();
    void room.request(new AcknowledgeMessage({ to: `${alice}/x`, id: 'm1', type: 'normal' }));
    toEqualXml(
      room.sent[0],
      `<message xmlns='jabber:client' id='${String(room.sent[0]?.attrs['id'])}' to='${alice}/x' type='normal'><received xmlns='urn:xmpp:receipts' id='m1'/></message>`,
    );
    expect(room.keys).toEqual(['message_acknowledge_handle']);
  });

  it.each(['none', 'to', undefined] as const)(
    'tells nobody that we are here who may not know: subscription %s',
    async (subscription) => {
      const room = open({
        contacts: subscription === undefined ? {} : { [alice]: { subscription } },
      });
      for (const action of [
        new SendComposing({ to: alice }),
        new SendGone({ to: alice }),
        new SendDisplayed({ to: alice, id: 'x' }),
        new AcknowledgeMessage({ to: alice, id: 'x' }),
      ]) {
        await expect(room.request(action as SendComposing)).rejects.toThrow('alice@localhost');
      }
      expect(room.sent).toEqual([]);
      expect(room.packets).toEqual([]);
    },
  );

  it('knows occupants of our rooms and our own clients', () => {
    const room = open();
    void room.request(new SendPaused({ to: `${garden}/alice` }));
    void room.request(new SendDisplayed({ to: 'bob@localhost', id: 'x' }));
    expect(room.sent).toHaveLength(2);
  });

  it('refuses a room’s occupant as a room', () => {
    const to = `${garden}/alice`;
    expect(() => new SendComposing({ to, type: 'groupchat' })).toThrow('a bare JID');
    expect(() => new SendDisplayed({ to, type: 'groupchat', id: 'x' })).toThrow('a bare JID');
  });
});
