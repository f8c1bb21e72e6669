import { describe, expect, it } from '@jest/globals';
import { NS_VCARD_TEMP } from '@xec/stanza';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { openRoom } from '@xec/testing/rooms';
import { GetVcard, SetVcard, vcard } from './index.js';

const self = 'alice@localhost/vc';
const vcardOf = (name: string) => fixture(`vcard/${name}`).getChild('vCard', NS_VCARD_TEMP);

describe('asking for a vCard', () => {
  it.each(['own-prosody', 'own-ejabberd'])('tells it, as in %s', async (name) => {
    const room = openRoom(vcard, { self });
    const asked = room.request(new GetVcard({}));
    expect(room.sent[0]?.attrs['to']).toBeUndefined();
    const expected = {
      jid: 'alice@localhost',
      vcard: fixtureJson<{ vcard: unknown }>(`vcard/${name}`).vcard,
    };
    room.answer({ from: 'alice@localhost' }, vcardOf(name));
    await expect(asked).resolves.toEqual(expected);
    expect(room.keys).toEqual(['vcard_get_handle']);
    expect(room.contents('vcard_get_handle')).toEqual([expected]);
  });

  it('of somebody takes their answer, once, and nobody else’s', () => {
    const room = openRoom(vcard, { self });
    void room.request(new GetVcard({ to: 'bob@localhost' }));
    room.answer({ from: 'mallory@localhost' }, vcardOf('own-prosody'));
    room.answer({ from: 'bob@localhost/phone' }, vcardOf('own-prosody'));
    expect(room.keys).toEqual([]);
    room.answer({}, vcardOf('movim'));
    room.answer({}, vcardOf('movim'));
    expect(room.contents('vcard_get_handle')).toMatchObject([
      { jid: 'bob@localhost', vcard: { fn: 'A', gender: 'F' } },
    ]);
  });

  it.each(['nobody-prosody', 'nobody-ejabberd'])(
    'says that there is none, as in %s, and resolves',
    async (name) => {
      const room = openRoom(vcard, { self });
      const asked = room.request(new GetVcard({ to: 'nobody@localhost' }));
      room.answer({}, vcardOf(name));
      await expect(asked).resolves.toEqual({ jid: 'nobody@localhost', vcard: {} });
      expect(room.keys).toEqual(['vcard_get_erroritemnotfound', 'vcard_get_handle']);
    },
  );

  it('says that there is none where the server refuses', async () => {
    const room = openRoom(vcard, { self });
    const asked = room.request(new GetVcard({}));
    room.refuse('item-not-found', { from: 'alice@localhost' });
    await expect(asked).rejects.toMatchObject({ condition: 'item-not-found' });
    expect(room.packets).toMatchObject([
      { key: 'vcard_get_erroritemnotfound', content: { jid: 'alice@localhost' } },
    ]);
  });

  it('reports other refusals', () => {
    const room = openRoom(vcard, { self });
    void room.request(new GetVcard({ to: 'bob@localhost' }));
    room.refuse('service-unavailable');
    expect(room.keys).toEqual(['vcard_get_errorserviceunavailable']);
  });

  it('is of bare JIDs', () => {
    expect(() => new GetVcard({ to: 'bob@localhost/phone' })).toThrow(TypeError);
  });
});

describe('setting the own vCard', () => {
  it('writes all of it', async () => {
    const room = openRoom(vcard, { self });
    const rest = ["<KEY xmlns='vcard-temp'>k</KEY>"];
    const asked = room.request(
      new SetVcard({ vcard: { fn: 'Alice', tel: [{ types: ['home'], number: '1' }], rest } }),
    );
    toEqualXml(
      room.sent[0],
      `<iq xmlns='jabber:client' type='set' id='${String(room.sent[0]?.attrs['id'])}'>
         <vCard xmlns='vcard-temp'><FN>Alice</FN>
           <TEL><HOME/><NUMBER>1</NUMBER></TEL><KEY>k</KEY></vCard></iq>`.replace(/\n\s*/g, ''),
    );
    room.answer({ from: 'alice@localhost' });
    await expect(asked).resolves.toEqual({});
    expect(room.keys).toEqual(['vcard_set_handle']);
  });

  it('sends nothing that is not well-formed', () => {
    expect(() => new SetVcard({ vcard: { rest: ['<a><b></a>'] } })).toThrow(TypeError);
    expect(() => new SetVcard({ vcard: { tel: [{ rest: ['<a/><b/>'] }] } })).toThrow(TypeError);
  });

  it('reports a refusal', () => {
    const room = openRoom(vcard, { self });
    void room.request(new SetVcard({ vcard: {} }));
    room.refuse('not-allowed', { from: 'alice@localhost' });
    expect(room.keys).toEqual(['vcard_set_errornotallowed']);
  });
});
