import { describe, expect, it } from '@jest/globals';
import { RosterModel, type RosterPacket } from './roster-model.js';

const packet = (key: RosterPacket['key'], content: unknown): RosterPacket =>
  ({ key, content, seq: 1, at: 0 }) as RosterPacket; // contents are written out in tests

const item = (jid: string, name?: string) => ({ jid, name, subscription: 'both', groups: [] });
const list = packet('roster_getlist_handle', {
  items: [item('romeo@localhost', 'Romeo'), item('nurse@localhost'), item('abbot@localhost')],
});
const presence = (jid: string, more: object = {}) =>
  packet('presence', { jid, type: 'available', priority: 0, ...more });

const roster = (...packets: RosterPacket[]): RosterModel => {
  const model = new RosterModel();
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

  it('counts what nobody looked at', () => {
    const message = packet('message', { from: 'romeo@localhost/a', type: 'chat', body: 'x' });
    const model = roster(list, message, message);
    expect(model.contact('romeo@localhost').unread).toBe(2);
    model.apply(packet('message_displayed_handle', { to: 'romeo@localhost', id: '1' }));
    expect(model.contact('romeo@localhost').unread).toBe(0);
    model.apply(message);
    model.seen('romeo@localhost');
    expect(model.contact('romeo@localhost').unread).toBe(0);
  });
});
