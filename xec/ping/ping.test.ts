import { describe, expect, it } from '@jest/globals';
import { fixture, toEqualXml } from '@xec/testing/fixtures';
import { openRoom } from '@xec/testing/rooms';
import { PingEntity, PingServer, ping } from './index.js';

const self = 'juliet@capulet.example/balcony';

describe('ping', () => {
  it('answers a ping', () => {
    const room = openRoom(ping, { self });
    room.receive(fixture('ping/request'));
    expect(room.sent).toHaveLength(1);
    toEqualXml(
      room.sent[0],
      "<iq xmlns='jabber:client' to='capulet.example' id='s2c1' type='result'/>",
    );
  });

  it('refuses a ping of type set', () => {
    const room = openRoom(ping, { self });
    room.receive(fixture('ping/request', { type: 'set' }));
    expect(room.sent[0]?.attrs['type']).toBe('error');
    expect(room.sent[0]?.getChild('error')?.getChild('service-unavailable')).toBeDefined();
  });

  it('asks the server and tells who answered', async () => {
    const room = openRoom(ping, { self });
    const asked = room.request(new PingServer());
    expect(room.sent[0]?.attrs['to']).toBeUndefined();
    room.answer();
    await expect(asked).resolves.toEqual({});
    expect(room.keys).toEqual(['ping_server_handle']);
  });

  it('asks an entity, and takes the answer of nobody else', async () => {
    const room = openRoom(ping, { self });
    const asked = room.request(new PingEntity({ jid: 'romeo@montague.example/orchard' }));
    room.answer({ from: 'mallory@evil.example' });
    expect(room.keys).toEqual([]);
    room.answer();
    await expect(asked).resolves.toEqual({ jid: 'romeo@montague.example/orchard' });
    room.answer();
    expect(room.keys).toEqual(['ping_entity_handle']);
  });

  it('reports a refusal with its condition', async () => {
    const room = openRoom(ping, { self });
    const asked = room.request(new PingEntity({ jid: 'romeo@montague.example/orchard' }));
    room.refuse('service-unavailable');
    await expect(asked).rejects.toMatchObject({ condition: 'service-unavailable' });
    expect(room.packets).toMatchObject([
      {
        key: 'ping_entity_errorserviceunavailable',
        content: { condition: 'service-unavailable', type: 'cancel' },
        from: 'romeo@montague.example/orchard',
      },
    ]);
  });
});
