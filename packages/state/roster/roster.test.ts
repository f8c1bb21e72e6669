import { describe, expect, it } from '@jest/globals';
import { Roster, type RosterPacket } from './roster.js';

const packet = (key: RosterPacket['key'], content: unknown): RosterPacket =>
  ({ key, content, seq: 1, at: 0 }) as RosterPacket; // contents are written out in tests

const item = (jid: string, name?: string) => ({ jid, name, subscription: 'both', groups: [] });
const list = packet('roster_getlist_handle', {
  items: [item('romeo@localhost', 'Romeo'), item('nurse@localhost'), item('abbot@localhost')],
});
const presence = (jid: string, more: object = {}) =>
  packet('presence', { jid, type: 'available', priority: 0, ...more });

const roster = (...packets: RosterPacket[]): Roster => {
  const model = new Roster();
  for (const each of packets) model.apply(each);
  return model;
};

describe('a roster', () => {
  it('lists who is there first, then by name', () => {
    const model = roster(list, presence('romeo@localhost/a'));
    expect(model.contacts.map(({ name }) => name)).toEqual(['Romeo', 'abbot', 'nurse']);
  });

  it('follows changes', () => {
    const model = roster(
      list,
      packet('roster', { item: item('romeo@localhost', 'Montague') }),
      packet('roster', { item: item('paris@localhost') }),
      packet('roster', { item: { ...item('abbot@localhost'), subscription: 'remove' } }),
    );
    expect(model.contacts.map(({ name }) => name)).toEqual(['Montague', 'nurse', 'paris']);
  });

  it('shows the resource of highest priority, and the next one when it goes', () => {
    const status = [{ text: 'In the orchard' }];
    const model = roster(
      list,
      presence('romeo@localhost/a', { show: 'away', priority: 1, status }),
      presence('romeo@localhost/b', { show: 'dnd' }),
    );
    expect(model.contact('romeo@localhost')).toMatchObject({
      availability: 'away',
      status: 'In the orchard',
    });
    model.apply(presence('romeo@localhost/a', { type: 'unavailable' }));
    expect(model.contact('romeo@localhost').availability).toBe('dnd');
    model.apply(presence('romeo@localhost', { type: 'unavailable' }));
    expect(model.contact('romeo@localhost').availability).toBe('offline');
  });

  it('knows nobody’s presence without a stream', () => {
    const model = roster(list, presence('romeo@localhost/a'));
    const reason = { condition: 'closed' };
    model.apply(packet('session_state', { state: 'reconnecting', inMs: 1, reason }));
    expect(model.contact('romeo@localhost').availability).toBe('offline');
  });

  it('knows it again when the stream goes on, and not on a new one', () => {
    const model = roster(list, presence('romeo@localhost/a'));
    const reason = { condition: 'closed' };
    const jid = 'juliet@localhost/balcony';
    model.apply(packet('session_state', { state: 'reconnecting', inMs: 1, reason }));
    model.apply(packet('session_state', { state: 'online', jid, resumed: true }));
    expect(model.contact('romeo@localhost').availability).toBe('online');
    model.apply(packet('session_state', { state: 'online', jid }));
    expect(model.contact('romeo@localhost').availability).toBe('offline');
    model.apply(presence('romeo@localhost/a'));
    expect(model.contact('romeo@localhost').availability).toBe('online');
  });

  it('has who asks to see our presence, until they are answered or blocked', () => {
    const ask = (jid: string) => packet('subscribe', { jid });
    const model = roster(list, ask('a@x'), ask('b@x'), ask('c@x'), ask('a@x'));
    expect(model.requests.map(({ jid }) => jid)).toEqual(['b@x', 'c@x', 'a@x']);
    model.apply(packet('presence_subscribed_handle', { to: 'a@x' }));
    model.apply(packet('presence_unsubscribed_handle', { to: 'b@x' }));
    expect(model.requests.map(({ jid }) => jid)).toEqual(['c@x']);
    model.apply(packet('blocked', { jids: ['c@x'] }));
    expect(model.requests).toEqual([]);
  });

  it('keeps no more requests than somebody could answer', () => {
    const model = roster(list);
    for (let n = 0; n < 500; n += 1) model.apply(packet('subscribe', { jid: `${n}@x` }));
    expect(model.requests).toHaveLength(100);
    expect(model.requests.at(-1)?.jid).toBe('499@x');
  });

  it('knows groups, and names in them', () => {
    const grouped = { ...item('romeo@localhost'), groups: ['Montagues', 'Friends'] };
    const model = roster(list, packet('roster', { item: grouped }));
    expect(model.groups).toEqual(['Friends', 'Montagues']);
    expect(model.contact('romeo@localhost').groups).toEqual(['Montagues', 'Friends']);
  });
});
