import { describe, expect, it } from '@jest/globals';
import { NS_GEOLOC } from '@xec/stanza';
import { fixture } from '@xec/testing/fixtures';
import { openRoom } from '@xec/testing/rooms';
import { pepContract } from '@xec/testing/contracts';
import { GetLocation, RetractLocation, PublishLocation, location } from './index.js';

describe('location', () => {
  pepContract({
    feature: location,
    name: 'Location',
    node: NS_GEOLOC,
    Publish: PublishLocation,
    Retract: RetractLocation,
    Get: GetLocation,
    events: [
      'location/example',
      'location/empty',
      'location/event-prosody',
      'location/event-ejabberd',
    ],
    content: { lat: 45.44, lon: 12.33 },
    payload: `<geoloc xmlns="http://jabber.org/protocol/geoloc"><lat>45.44</lat><lon>12.33</lon></geoloc>`,
    id: 'current',
    garbage: ["<geoloc xmlns='urn:example'/>"],
  });
});

describe('the own location', () => {
  it('is told under keys of its own', () => {
    const room = openRoom(location, { self: 'portia@merchantofvenice.lit/x' });
    room.receive(fixture('location/example'));
    expect(room.keys).toEqual(['mylocation', 'mypresence']);
    expect(room.contents('mypresence')).toEqual(room.contents('mylocation'));
  });

  it('is nowhere that is not on earth', () => {
    expect(() => new PublishLocation({ content: { lat: 91 } })).toThrow(TypeError);
  });
});
