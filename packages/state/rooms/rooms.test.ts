import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Occupant, RoomPacket } from './room.js';
import { Rooms, roomLimits } from './rooms.js';

const room = 'balcony@conference.example';
const base = { seq: 1, at: 1 };
type Content<K extends RoomPacket['key']> = Extract<RoomPacket, { key: K }>['content'];

let rooms: Rooms;
beforeEach(() => {
  rooms = new Rooms();
});

const tell = <K extends RoomPacket['key']>(key: K, content: Content<K>): void => {
  // One of the union, whose key says which content it has.
  rooms.apply({ ...base, key, content } as unknown as RoomPacket);
};
const occupant = (nick: string, more: Partial<Occupant> = {}): Occupant => ({
  ...{ room, nick, type: 'available', affiliation: 'none', role: 'participant', codes: [] },
  ...more,
});
const enter = (nick = 'Juliet'): void => {
  tell('mucuser', occupant('Friar', { affiliation: 'owner', role: 'moderator' }));
  tell('mucuser', occupant(nick, { isSelf: true }));
  tell('presence_muc_handle', { room, nick, affiliation: 'none', role: 'participant', codes: [] });
};
const go = (more: Partial<Occupant>): void =>
  tell('mucuser', occupant('Juliet', { type: 'unavailable', isSelf: true, role: 'none', ...more }));
const invite = (from: string, at = room): void =>
  tell('mucinvite', { room: at, from, isMediated: true });

describe('rooms', () => {
  it('are those one is in, with who is there', () => {
    enter();
    expect(rooms.all).toMatchObject([{ jid: room, name: 'balcony', nick: 'Juliet' }]);
    expect(rooms.room(room).occupants.map(({ nick }) => nick)).toEqual(['Friar', 'Juliet']);
    expect(rooms.room(room).self?.nick).toBe('Juliet');
  });

  it('are bookmarked ones too, which come after those one is in', () => {
    const content = { jid: 'a@conference.example', name: 'A', autojoin: false };
    tell('bookmark2', { from: 'juliet@example', id: content.jid, content });
    enter();
    expect(rooms.all.map(({ name }) => name)).toEqual(['balcony', 'A']);
    tell('bookmark2_retract', { from: 'juliet@example', id: content.jid });
    expect(rooms.all.map(({ name }) => name)).toEqual(['balcony']);
  });

  it('are known once the bookmarks have come', () => {
    expect(rooms.isKnown).toBe(false);
    tell('bookmark2_get_handle', { from: 'juliet@example', items: [] });
    expect(rooms.isKnown).toBe(true);
  });

  it('follow who comes and goes, and who is called something else', () => {
    enter();
    tell('mucuser', occupant('Friar', { type: 'unavailable', role: 'none' }));
    tell(
      'mucuser',
      occupant('Juliet', { type: 'unavailable', isSelf: true, newNick: 'J', codes: [303] }),
    );
    tell('mucuser', occupant('J', { isSelf: true }));
    expect(rooms.room(room)).toMatchObject({ nick: 'J', farewell: undefined });
    expect(rooms.room(room).occupants.map(({ nick }) => nick)).toEqual(['J']);
  });

  it.each([
    [
      { codes: [307], actor: { nick: 'Friar' }, reason: 'Noon' },
      { how: 'kicked', by: 'Friar', reason: 'Noon' },
    ],
    [{ codes: [301] }, { how: 'banned' }],
    [{ codes: [322] }, { how: 'members-only' }],
    [{ codes: [332] }, { how: 'shutdown' }],
    [
      { codes: [], destroyed: { alternate: 'b@c.example', reason: 'Over' } },
      { how: 'destroyed', alternate: 'b@c.example', reason: 'Over' },
    ],
    [{ codes: [] }, undefined],
  ])('say why one is outside: %j', (more, farewell) => {
    enter();
    go(more);
    expect(rooms.room(room)).toMatchObject({ nick: undefined, occupants: [] });
    expect(rooms.room(room).farewell).toEqual(farewell);
    enter();
    expect(rooms.room(room).farewell).toBeUndefined();
  });

  it('are left by a new stream, and by none that goes on', () => {
    enter();
    tell('session_state', { state: 'online', jid: 'juliet@example/1', resumed: true });
    expect(rooms.room(room).nick).toBe('Juliet');
    tell('session_state', { state: 'online', jid: 'juliet@example/1' });
    expect(rooms.all).toEqual([]);
    expect(rooms.self).toBe('juliet@example/1');
  });

  it('have the subject that they say, and none that strangers say', () => {
    enter();
    const said = { id: '1', stanzaIds: [], to: 'juliet@example' };
    const subject = (from: string, type: 'groupchat' | 'chat', text: string): void =>
      tell('subject', { ...said, from, type, subject: text } as unknown as Content<'subject'>); // what is read of it
    subject(`${room}/Friar`, 'groupchat', 'Noon');
    subject(`${room}/Friar`, 'chat', 'Whispered');
    subject('evil@conference.example/x', 'groupchat', 'Evil');
    expect(rooms.room(room).subject).toBe('Noon');
    expect(rooms.all.map(({ jid }) => jid)).toEqual([room]);
  });

  it('show an invitation until it is answered, and none to where one is', () => {
    invite('romeo@example');
    expect(rooms.invitations.map(({ from }) => from)).toEqual(['romeo@example']);
    rooms.answered(room);
    expect(rooms.invitations).toEqual([]);
    enter();
    invite('romeo@example');
    expect(rooms.invitations).toEqual([]);
  });

  it('keep so much of what strangers say, and no more', () => {
    for (let index = 0; index < 2 * roomLimits.invitations; index += 1) {
      invite('romeo@example', `r${String(index)}@conference.example`);
    }
    expect(rooms.invitations).toHaveLength(roomLimits.invitations);
    for (let index = 0; index < roomLimits.occupants + 9; index += 1) {
      tell('mucuser', occupant(`o${String(index)}`));
    }
    expect(rooms.room(room).occupants).toHaveLength(roomLimits.occupants);
    for (let index = 0; index < roomLimits.rooms + 9; index += 1) {
      const jid = `r${String(index)}@conference.example`;
      tell('presence_muc_handle', {
        ...{ room: jid, nick: 'J', affiliation: 'none', role: 'participant', codes: [] },
      });
    }
    expect(rooms.all.length).toBeLessThanOrEqual(roomLimits.rooms);
  });

  it('wait to be set up when one made them', () => {
    enter();
    tell('presence_muc_create_handle', {
      ...{ room, nick: 'Juliet', affiliation: 'owner', role: 'moderator', codes: [201] },
    });
    expect(rooms.room(room).isNew).toBe(true);
    tell('muc_createchannel_handle', { room });
    expect(rooms.room(room).isNew).toBe(false);
    tell('muc_destroy_handle', { room });
    expect(rooms.all).toEqual([]);
  });
});
