import { describe, expect, it } from '@jest/globals';
import type { XmlElement } from '@xec/stanza';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { openRoom, type RoomOptions } from '@xec/testing/rooms';
import { message } from '../message/index.js';
import { DisableCarbons, EnableCarbons, carbons } from './index.js';

const self = 'alice@localhost/laptop';
const open = (options: Partial<RoomOptions> = {}) =>
  openRoom([message, carbons], {
    self,
    contacts: { 'bob@localhost': { subscription: 'both' } },
    rooms: { 'garden@conference.localhost': { nick: 'alice' } },
    ...options,
  });

const BODY = '<body>x</body>';
const copy = (attrs = "from='bob@localhost/desk' to='alice@localhost/phone'", inner = BODY) =>
  `<message xmlns='jabber:client' type='chat' id='c' ${attrs}>${inner}</message>`;
const forwarded = (inner: string) => `<forwarded xmlns='urn:xmpp:forward:0'>${inner}</forwarded>`;
const wrapper = (name: string, inner: string) =>
  `<${name} xmlns='urn:xmpp:carbons:2'>${inner}</${name}>`;
const outer = (inner: string, attrs = "from='alice@localhost'") =>
  `<message xmlns='jabber:client' to='${self}' type='chat' ${attrs}>${inner}</message>`;
const received = (inner: string) => outer(wrapper('received', forwarded(inner)));
const sent = (inner: string) => outer(wrapper('sent', forwarded(inner)));

describe('carbons', () => {
  it.each([
    'sent-prosody',
    'sent-ejabberd',
    'sent-state-prosody',
    'received-prosody',
    'received-ejabberd',
  ])('are told with the message in them: %s', (name) => {
    const { content } = fixtureJson<{ content: unknown }>(`carbons/${name}`);
    const room = open();
    room.receive(fixture(`carbons/${name}`));
    room.receive(fixture(`carbons/${name}`, { from: undefined }));
    expect(room.packets).toMatchObject([
      { key: 'carbons', from: 'alice@localhost' },
      { key: 'carbons', from: 'alice@localhost' },
    ]);
    expect(room.contents('carbons')).toEqual([content, content]);
    expect(room.sent).toEqual([]);
    expect(room.faults).toEqual([]);
  });

  it.each([
    'bob@localhost',
    'mallory@evil.example',
    'alice@localhost/phone',
    self,
    'localhost',
    'alice@localhost.evil.example',
    'garden@conference.localhost/alice',
  ])('are ignored from %s', (from) => {
    const room = open();
    for (const name of ['sent-prosody', 'received-ejabberd']) {
      room.receive(fixture(`carbons/${name}`, { from }));
    }
    expect(room.packets).toEqual([]);
    expect(room.sent).toEqual([]);
  });

  it('that say we sent what another account sent are ignored', () => {
    const room = open();
    room.receive(sent(copy()));
    room.receive(sent(copy("to='bob@localhost'")));
    room.receive(sent(copy("from='alice@localhost.evil.example/x'")));
    expect(room.packets).toEqual([]);
    room.receive(sent(copy("from='ALICE@localhost/phone' to='bob@localhost'")));
    expect(room.packets).toMatchObject([
      { content: { direction: 'sent', message: { from: 'alice@localhost/phone' } } },
    ]);
  });

  it.each([
    ['without forwarded', outer(wrapper('received', ''))],
    ['without message', received('')],
    ['with the message outside of forwarded', outer(wrapper('received', copy()))],
    ['with two forwarded', outer(wrapper('received', forwarded(copy()) + forwarded(copy())))],
    ['with two messages', received(copy() + copy())],
    [
      'with another stanza',
      received("<iq xmlns='jabber:client' from='bob@localhost' type='set'/>"),
    ],
    [
      'with a message of another namespace',
      received(copy().replace('jabber:client', 'jabber:server')),
    ],
    ['with a message that inherits the namespace', received("<message from='bob@localhost'/>")],
    ['with a message of nobody', received(copy(''))],
    ['with a message of no JID', received(copy("from='@'"))],
    [
      'of type groupchat',
      received(copy("from='garden@conference.localhost/bob'").replace("'chat'", "'groupchat'")),
    ],
    ['of type error', received(copy()).replace("'chat'", "'error'")],
    [
      'both sent and received',
      outer(
        wrapper('received', forwarded(copy())) +
          wrapper('sent', forwarded(copy("from='alice@localhost/phone'"))),
      ),
    ],
    ['twice in one message', outer(wrapper('received', forwarded(copy())).repeat(2))],
    [
      'one level deeper',
      outer(`<x xmlns='urn:example'>${wrapper('received', forwarded(copy()))}</x>`),
    ],
    ['of an older protocol', received(copy()).replace('urn:xmpp:carbons:2', 'urn:xmpp:carbons:1')],
  ])('are ignored %s', (_how, xml) => {
    const room = open();
    room.receive(xml);
    expect(room.keys.filter((key) => key !== 'message_error')).toEqual([]);
    expect(room.sent).toEqual([]);
    expect(room.faults).toEqual([]);
  });

  it('in a carbon, an archive result or a forward are none', () => {
    const room = open();
    const inner = received(copy());
    room.receive(
      received(copy("from='bob@localhost/desk'", BODY + wrapper('received', forwarded(copy())))),
    );
    room.receive(received(inner));
    room.receive(outer(`<result xmlns='urn:xmpp:mam:2' id='r'>${forwarded(inner)}</result>`));
    room.receive(
      `<iq xmlns='jabber:client' type='set' id='i'>${wrapper('received', forwarded(copy()))}</iq>`,
    );
    expect(room.packets).toEqual([]);
  });

  it('bring nothing but themselves: no receipt, state or marker acts', () => {
    const room = open();
    room.receive(
      received(
        copy(
          undefined,
          "<body>x</body><request xmlns='urn:xmpp:receipts'/><received xmlns='urn:xmpp:receipts' id='r'/>" +
            "<displayed xmlns='urn:xmpp:chat-markers:0' id='d'/><gone xmlns='http://jabber.org/protocol/chatstates'/>",
        ),
      ),
    );
    expect(room.keys).toEqual(['carbons']);
    expect(room.contents('carbons')).toMatchObject([
      { message: { receiptRequest: true, receipt: 'r', marker: { id: 'd' }, chatState: 'gone' } },
    ]);
    expect(room.sent).toEqual([]);
  });

  it('have the stamp of the copy, where it is sensible', () => {
    const room = open();
    for (const stamp of ['2026-11-20T10:00:00Z', '2030-01-01T00:00:00Z', 'late']) {
      room.receive(received(`<delay xmlns='urn:xmpp:delay' stamp='${stamp}'/>${copy()}`));
    }
    const delays = room
      .contents('carbons')
      .map((content) => (content as { delay?: unknown }).delay);
    expect(delays).toEqual([{ stamp: '2026-11-20T10:00:00Z' }, undefined, undefined]);
  });

  it('keep of a message’s claims what a message keeps', () => {
    const room = open();
    const ids =
      "<stanza-id xmlns='urn:xmpp:sid:0' by='evil.example' id='e'/><stanza-id xmlns='urn:xmpp:sid:0' by='alice@localhost' id='a'/>" +
      "<delay xmlns='urn:xmpp:delay' from='evil.example' stamp='2026-11-20T10:00:00Z'/>";
    room.receive(received(copy(undefined, ids)));
    const [content] = room.contents('carbons') as { message: object }[];
    expect(content?.message).toMatchObject({ stanzaIds: [{ by: 'alice@localhost', id: 'a' }] });
    expect(content?.message).not.toHaveProperty('delay');
  });
});

describe('asking for carbons', () => {
  const asks = (id: unknown, name: string) =>
    `<iq xmlns='jabber:client' id='${String(id)}' type='set'><${name} xmlns='urn:xmpp:carbons:2'/></iq>`;

  it('happens on each new stream', () => {
    const room = open();
    room.online();
    const asked = (): XmlElement[] => room.sent.filter((el) => el.attrs['type'] === 'set');
    toEqualXml(asked()[0], asks(asked()[0]?.attrs['id'], 'enable'));
    room.answer({ from: 'alice@localhost' });
    expect(room.keys).toEqual(['carbons_enable_handle']);
    room.online();
    expect(asked()).toHaveLength(2);
  });

  it('can be taken back', async () => {
    const room = open();
    const done = room.request(new DisableCarbons());
    toEqualXml(room.sent[0], asks(room.sent[0]?.attrs['id'], 'disable'));
    room.answer({ from: 'mallory@evil.example' });
    expect(room.keys).toEqual([]);
    room.answer();
    await expect(done).resolves.toEqual({});
  });

  it('may be refused', async () => {
    const room = open();
    const asked = room.request(new EnableCarbons());
    room.refuse('forbidden');
    await expect(asked).rejects.toMatchObject({ condition: 'forbidden' });
    void room.request(new DisableCarbons());
    room.refuse('not-allowed');
    expect(room.keys).toEqual(['carbons_enable_errorforbidden', 'carbons_disable_errornotallowed']);
  });
});
