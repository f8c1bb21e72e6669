import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { openRoom } from '@xec/testing/rooms';
import { AcceptConfirm, RefuseConfirm, confirm } from './index.js';

const self = 'juliet@capulet.com/balcony';
const from = 'files.shakespeare.lit';
const { request } = fixtureJson<{ request: { id: string } }>('confirm/iq');
const about = { from, id: request.id };
const open = () => openRoom(confirm, { self });
const own = { from: undefined };

describe('a question', () => {
  it('by iq waits for the user, and is answered once', async () => {
    const room = open();
    room.receive(fixture('confirm/iq'));
    expect(room.contents('confirm')).toEqual([{ from, ...request }]);
    expect(room.sent).toEqual([]);
    const done = room.request(new AcceptConfirm(about));
    toEqualXml(room.sent[0], fixture('confirm/accepted-iq', own));
    await expect(done).resolves.toEqual(about);
    expect(room.keys).toEqual(['confirm', 'confirm_accept_handle']);
    await expect(room.request(new AcceptConfirm(about))).rejects.toThrow('a question that waits');
    await expect(room.request(new RefuseConfirm(about))).rejects.toThrow('a question that waits');
    expect(room.sent).toHaveLength(1);
  });

  it('by message is answered by message', async () => {
    const room = open();
    room.receive(fixture('confirm/message'));
    expect(room.contents('confirm')).toEqual([
      { from, ...request, body: 'Someone (maybe you) has requested a file.' },
    ]);
    const done = room.request(new AcceptConfirm(about));
    const id = String(room.sent[0]?.attrs['id']);
    toEqualXml(room.sent[0], fixture('confirm/accepted-message', { ...own, id }));
    await expect(done).resolves.toEqual(about);
  });

  it('may be answered with no', async () => {
    const room = open();
    room.receive(fixture('confirm/iq'));
    await room.request(new RefuseConfirm(about));
    toEqualXml(room.sent[0], fixture('confirm/refused-iq', own));
    room.receive(fixture('confirm/message'));
    await room.request(new RefuseConfirm(about));
    const id = String(room.sent[1]?.attrs['id']);
    toEqualXml(room.sent[1], fixture('confirm/refused-message', { ...own, id }));
    expect(room.keys.filter((key) => key === 'confirm_refuse_handle')).toHaveLength(2);
  });

  it('is answered to whom it came from only', async () => {
    const room = open();
    room.receive(fixture('confirm/iq'));
    const other = new AcceptConfirm({ ...about, from: 'evil.example' });
    await expect(room.request(other)).rejects.toThrow('got none of evil.example');
    expect(room.sent).toEqual([]);
  });

  it('takes no answer back for an error of another sender', () => {
    const room = open();
    room.receive(fixture('confirm/iq'));
    room.isOnline = false;
    void room.request(new AcceptConfirm(about), { timeoutMs: 1000 });
    room.receive(`<iq xmlns='jabber:client' type='result' id='ha000' from='${from}'/>`);
    expect(room.keys).toEqual(['confirm']);
    room.runtime.advance(1200);
    expect(room.keys.at(-1)).toBe('confirm_accept_errortimeout');
  });
});

describe('what is no question', () => {
  const iq = (inner: string, type = 'get') =>
    `<iq xmlns='jabber:client' type='${type}' id='q' from='${from}'>${inner}</iq>`;
  const asks =
    "<confirm xmlns='http://jabber.org/protocol/http-auth' id='i' method='GET' url='u'/>";
  const conditionOf = (el: { getChild(name: string): unknown } | undefined) =>
    String(el?.getChild('error'));

  it('is refused', () => {
    const room = open();
    room.receive(iq(asks, 'set'));
    room.receive(iq(asks.replace("method='GET'", '')));
    room.receive(iq(`<x xmlns='a'>${asks}</x>`));
    expect(room.packets).toEqual([]);
    expect(room.sent.map(conditionOf).join()).toMatch(
      /service-unavailable.*bad-request.*service-unavailable/s,
    );
    room.receive(fixture('confirm/message', { type: 'error' }));
    room.receive(fixture('confirm/message', { type: 'groupchat' }));
    expect(room.packets).toEqual([]);
    expect(room.sent).toHaveLength(3);
  });

  it('or asked too often, is refused too; old ones make room', () => {
    const room = open();
    for (let count = 0; count < 20; count += 1) {
      room.receive(iq(asks.replace("id='i'", `id='${String(count)}'`)));
    }
    room.receive(iq(asks.replace("id='i'", "id='0'")));
    expect(room.contents('confirm')).toHaveLength(16);
    expect(room.sent).toHaveLength(5);
    expect(conditionOf(room.sent[0])).toContain('resource-constraint');
    room.runtime.skip(3_600_001);
    room.receive(iq(asks.replace("id='i'", "id='0'")));
    expect(room.contents('confirm')).toHaveLength(17);
  });
});
