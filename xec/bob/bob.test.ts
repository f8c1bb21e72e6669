import { describe, expect, it } from '@jest/globals';
import { makeBobData, readBobData, type BobData, type Element } from '@xec/stanza';
import { fixture } from '@xec/testing/fixtures';
import { openRoom } from '@xec/testing/rooms';
import { feature } from '../core/index.js';
import { RequestBob, bob, bobHosting, dropBob, knownBob } from './index.js';

const self = 'doctor@shakespeare.example/pda';
const lady = 'ladymacbeth@shakespeare.example/castle';
const spot = readBobData(fixture('bob/example')) as BobData; // it is there: stanza/bob tests it
const ask = (cid: string, from = lady): string =>
  `<iq xmlns='jabber:client' type='get' id='1' from='${from}'
    ><data xmlns='urn:xmpp:bob' cid='${cid}'/></iq>`;
const dataIn = (name: string): Element | undefined => fixture(name).getChild('data');
const conditionOf = (el: Element | undefined): string | undefined =>
  el?.getChild('error')?.getChildElements()[0]?.getName();

describe('asking for bits of binary', () => {
  it('gets the bytes of that name', async () => {
    const room = openRoom(bob, { self });
    const asked = room.request(new RequestBob({ to: lady, cid: `cid:${spot.cid}` }));
    expect(room.sent[0]?.getChild('data')?.attrs['cid']).toBe(spot.cid);
    room.answer({ from: 'evil.example' }, dataIn('bob/example'));
    expect(room.keys).toEqual([]);
    room.answer({}, dataIn('bob/example'));
    await expect(asked).resolves.toEqual({ jid: lady, data: spot });
    expect(room.keys).toEqual(['bob_request_handle']);
  });

  it('throws other bytes away', () => {
    const room = openRoom(bob, { self });
    const other = makeBobData(Uint8Array.of(1), 'image/png');
    void room.request(new RequestBob({ to: lady, cid: other.cid }));
    room.answer({}, dataIn('bob/example'));
    const wrong = fixture('bob/example').getChild('data');
    if (wrong) wrong.attrs['cid'] = other.cid;
    void room.request(new RequestBob({ to: lady, cid: other.cid }));
    room.answer({}, wrong);
    void room.request(new RequestBob({ to: lady, cid: other.cid }));
    room.answer();
    expect(room.packets).toMatchObject(
      [1, 2, 3].map(() => ({ key: 'bob_request_bad_data', content: { cid: other.cid } })),
    );
    expect([...room.engine.facts.all('knownBob')]).toEqual([]);
  });

  it('is for Content-IDs', () => {
    expect(() => new RequestBob({ to: lady, cid: 'http://a.example/' })).toThrow(TypeError);
  });

  it('keeps what may be kept, for as long as it may', () => {
    const known: (BobData | undefined)[] = [];
    const looking = feature({
      name: 'looking',
      online: (ctx) => known.push(knownBob(ctx, spot.cid)),
    });
    const room = openRoom([bob, looking], { self });
    void room.request(new RequestBob({ to: lady, cid: spot.cid }));
    room.answer({}, dataIn('bob/example'));
    room.online();
    room.runtime.skip(86_400_001);
    room.online();
    expect(known).toEqual([spot, undefined]);
  });

  it('reports a refusal', () => {
    const room = openRoom(bob, { self });
    void room.request(new RequestBob({ to: lady, cid: spot.cid }));
    room.refuse('item-not-found');
    expect(room.keys).toEqual(['bob_request_erroritemnotfound']);
  });
});

describe('hosting bits of binary', () => {
  it('gives them to whoever asks by their name', () => {
    const room = openRoom(bobHosting(spot), { self });
    room.online();
    room.online(); // once is enough
    room.receive(ask(spot.cid));
    expect(room.sent[0]?.attrs).toMatchObject({ type: 'result', to: lady });
    expect(room.sent[0] && readBobData(room.sent[0])).toEqual(spot);
    expect(room.packets).toMatchObject([{ key: 'bob', content: { jid: lady, cid: spot.cid } }]);
  });

  it('gives nothing else, and not what others gave', () => {
    const room = openRoom(bob, { self });
    void room.request(new RequestBob({ to: lady, cid: spot.cid }));
    room.answer({}, dataIn('bob/example'));
    room.receive(ask(spot.cid));
    expect(conditionOf(room.sent.at(-1))).toBe('item-not-found');
    room.receive(ask('no-cid'));
    expect(conditionOf(room.sent.at(-1))).toBe('bad-request');
    expect(room.contents('bob')).toEqual([]);
  });

  it('ends', () => {
    const dropping = feature({ name: 'dropping', online: (ctx) => dropBob(ctx, spot.cid) });
    const room = openRoom([bobHosting(spot), dropping], { self });
    room.online();
    room.receive(ask(spot.cid));
    expect(conditionOf(room.sent.at(-1))).toBe('item-not-found');
  });
});
