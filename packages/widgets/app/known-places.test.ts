import { describe, expect, it } from '@jest/globals';
import { KnownPlaces, type PlacePacket } from './known-places.js';

/** A packet of a key, of which only the content counts here. */
const packet = (key: string, content: unknown): PlacePacket =>
  ({ key, content, seq: 1, at: 0 }) as PlacePacket; // of a shape that the catalogue has

function known(): KnownPlaces {
  const places = new KnownPlaces();
  const items = [
    { jid: 'romeo@localhost', name: 'Romeo' },
    { jid: 'nurse@localhost', name: 'Angelica' },
  ];
  places.apply(packet('roster_getlist_handle', { items }));
  const content = { jid: 'orchard@rooms.localhost', name: 'The Orchard' };
  places.apply(packet('bookmark2', { content }));
  return places;
}

const names = (places: KnownPlaces, text: string) => places.find(text).map(({ name }) => name);

describe('the places that one may jump to', () => {
  it('are contacts and rooms, whose names begin so before all others', () => {
    expect(names(known(), '')).toEqual(['Angelica', 'Romeo', 'The Orchard']);
    expect(names(known(), 'or')).toEqual(['The Orchard']);
    expect(names(known(), ' ROM ')).toEqual(['Romeo']);
    expect(names(known(), 'nurse')).toEqual(['Angelica']);
    expect(names(known(), 'a')).toEqual(['Angelica', 'Romeo', 'The Orchard']);
    expect(names(known(), 'mercutio')).toEqual([]);
  });

  it('are no people where a room wrote to invite', () => {
    const places = known();
    const [room, from] = ['balcony@rooms.localhost', 'tybalt@localhost/tomb'];
    places.apply(packet('message', { from: room, type: 'normal', body: 'Come!' }));
    places.apply(packet('mucinvite', { room, from, isMediated: true }));
    places.apply(packet('message', { from, type: 'chat', body: 'Come there!' }));
    expect(places.find('balcony').map(({ kind }) => kind)).toEqual(['room']);
    expect(places.find('tybalt').map(({ kind }) => kind)).toEqual(['person']);
    expect(places.nameOf(room)).toBe('balcony');
  });

  it('change with the roster and the bookmarks', () => {
    const places = known();
    places.apply(packet('roster', { item: { jid: 'nurse@localhost', subscription: 'remove' } }));
    places.apply(packet('bookmark2_retract', { id: 'orchard@rooms.localhost' }));
    places.apply(
      packet('roster', { item: { jid: 'romeo@localhost', name: 'My love', subscription: 'both' } }),
    );
    expect(names(places, '')).toEqual(['My love']);
    expect(places.nameOf('romeo@localhost')).toBe('My love');
    expect(places.nameOf('tybalt@localhost')).toBe('tybalt');
    places.reset();
    expect(places.all).toEqual([]);
  });

  it('are also those who wrote, so many and no more', () => {
    const places = new KnownPlaces();
    for (let i = 0; i < 300; i += 1) {
      places.apply(packet('message', { from: `spam${i}@evil.example/x`, type: 'chat', body: '!' }));
    }
    expect(places.all).toHaveLength(200);
    places.apply(
      packet('message', { from: 'room@rooms.localhost/a', type: 'groupchat', body: 'x' }),
    );
    expect(places.find('room')).toEqual([]);
  });
});
