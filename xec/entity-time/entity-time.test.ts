import { describe, expect, it } from '@jest/globals';
import { fixture, toEqualXml } from '@xec/testing/fixtures';
import { openRoom } from '@xec/testing/rooms';
import { GetTime, entityTime } from './index.js';

const self = 'bob@localhost/lv';
const contacts = (subscription: 'none' | 'to' | 'from' | 'both') => ({
  'alice@localhost': { subscription },
});

describe('being asked for the time', () => {
  it.each(['from', 'both'] as const)('answers a contact with subscription %s in UTC', (kind) => {
    const room = openRoom(entityTime, { self, contacts: contacts(kind) });
    room.receive(fixture('entity-time/asked'));
    toEqualXml(
      room.sent[0],
      `<iq xmlns='jabber:client' type='result' id='alice-12' to='alice@localhost/lv'>
         <time xmlns='urn:xmpp:time'><tzo>Z</tzo><utc>2026-11-21T12:00:00Z</utc></time>
       </iq>`.replace(/\n\s*/g, ''),
    );
  });

  it.each(['none', 'to'] as const)('refuses a contact with subscription %s', (kind) => {
    const room = openRoom(entityTime, { self, contacts: contacts(kind) });
    room.receive(fixture('entity-time/asked'));
    expect(room.sent[0]?.getChild('time')).toBeUndefined();
    expect(room.sent[0]?.getChild('error')?.getChild('service-unavailable')).toBeDefined();
  });

  it('refuses strangers and a set, and answers own resources', () => {
    const room = openRoom(entityTime, { self, contacts: contacts('both') });
    room.receive(fixture('entity-time/asked', { from: 'mallory@evil.example/x' }));
    room.receive(fixture('entity-time/asked', { type: 'set' }));
    room.receive(fixture('entity-time/asked', { from: 'bob@localhost/phone' }));
    expect(room.sent.map(({ attrs }) => attrs['type'] as string)).toEqual([
      'error',
      'error',
      'result',
    ]);
  });
});

describe('asking for the time', () => {
  it('tells it', async () => {
    const room = openRoom(entityTime, { self });
    const asked = room.request(new GetTime({ jid: 'localhost' }));
    const time = fixture('entity-time/server-ejabberd').getChild('time');
    room.answer({ from: 'evil.example' }, time);
    expect(room.keys).toEqual([]);
    room.answer({}, time);
    room.answer({}, time);
    await expect(asked).resolves.toEqual({
      jid: 'localhost',
      utc: '2026-11-21T06:21:32.672Z',
      tzo: 'Z',
    });
    expect(room.keys).toEqual(['entitytime_get_handle']);
  });

  it('fails with an answer that says nothing, and reports a refusal', () => {
    const room = openRoom(entityTime, { self });
    void room.request(new GetTime({ jid: 'localhost' }));
    room.answer();
    void room.request(new GetTime({ jid: 'localhost' }));
    room.refuse('service-unavailable');
    expect(room.keys).toEqual([
      'entitytime_get_errormalformedreply',
      'entitytime_get_errorserviceunavailable',
    ]);
  });
});
