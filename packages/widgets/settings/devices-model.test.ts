import { describe, expect, it } from '@jest/globals';
import { DevicesModel, type DevicePacket } from './devices-model.js';

const packet = (key: string, content: unknown): DevicePacket =>
  ({ key, content, seq: 1, at: 0 }) as DevicePacket; // of a shape that the catalogue has

const online = packet('session_state', { state: 'online', jid: 'juliet@localhost/balcony' });
const presence = (jid: string, more = {}) =>
  packet('presence', { jid, type: 'available', priority: 0, ...more });
const resources = (model: DevicesModel) => model.all.map(({ resource }) => resource);

describe('the own devices', () => {
  it('are those of the account alone, this one first', () => {
    const model = new DevicesModel();
    model.apply(online);
    model.apply(presence('juliet@localhost/tomb', { show: 'dnd', status: [{ text: 'asleep' }] }));
    model.apply(presence('romeo@localhost/orchard'));
    expect(model.all).toEqual([
      { jid: 'juliet@localhost/balcony', resource: 'balcony', isThis: true, show: 'available' },
      {
        jid: 'juliet@localhost/tomb',
        resource: 'tomb',
        isThis: false,
        show: 'dnd',
        status: 'asleep',
      },
    ]);
    model.apply(presence('juliet@localhost/tomb', { type: 'unavailable' }));
    expect(resources(model)).toEqual(['balcony']);
  });

  it('are known from presences that came before the session was online', () => {
    const model = new DevicesModel();
    model.apply(presence('juliet@localhost/tomb'));
    model.apply(online);
    expect(resources(model)).toEqual(['balcony', 'tomb']);
  });

  it('are unknown where there is no stream', () => {
    const model = new DevicesModel();
    model.apply(online);
    const reason = { condition: 'timeout' };
    model.apply(packet('session_state', { state: 'reconnecting', inMs: 1, reason }));
    expect(model.all).toEqual([]);
  });

  it('are a number that is not without end', () => {
    const model = new DevicesModel();
    model.apply(online);
    for (let i = 0; i < 300; i += 1) model.apply(presence(`juliet@localhost/${i}`));
    expect(model.all).toHaveLength(101);
  });
});
