import { presenceStanza, xml, type Element, type Jid } from '@xec/stanza';
import { describe, expect, it } from '@jest/globals';
import { openRoom } from '@xec/testing/rooms';
import * as v from 'valibot';
import { Action, action } from '../action/action.js';
import type { ActionContext } from '../action/context.js';
import { feature } from '../feature.js';
import type { RoomPackets } from '../packet/packet.js';
import { Payload, payload, type PayloadContext } from '../payload/payload.js';

const NS = 'urn:example:awaited';
const self = 'juliet@capulet.example/balcony';
const orchard = 'orchard@places.example';

const packets = {
  awaited_enter_handle: v.object({ gate: v.string() }),
  awaitedseen: v.object({ from: v.string() }),
};

declare module '../packet/packet.js' {
  interface PacketMap extends RoomPackets<typeof packets, 'Awaited/Enter'> {}
}

/** Comes in at `gate`, and hears at which one it did. */
@action('Awaited/Enter', {
  params: v.object({ gate: v.string(), key: v.exactOptional(v.string()) }),
  isSecret: ({ key }) => key !== undefined,
})
class Enter extends Action<'Awaited/Enter', { gate: string; key?: string }> {
  override build() {
    return presenceStanza({ to: `${orchard}/${this.params.gate}` });
  }

  override answeredBy(stanza: Element, _from: Jid) {
    if (stanza.getChild('trap', NS) !== undefined) throw new Error('trapped');
    return stanza.getChild('in', NS) !== undefined;
  }

  override handle(_reply: Element, ctx: ActionContext<'Awaited/Enter'>) {
    ctx.deliver('handle', { gate: ctx.from.resource ?? '' });
  }
}

@payload('AwaitedSeen', { name: 'presence', xmlns: 'jabber:client', under: 'stream', from: 'room' })
class Seen extends Payload<'AwaitedSeen'> {
  override handle(_el: Element, ctx: PayloadContext<'AwaitedSeen'>) {
    expect(ctx.isRoom(ctx.from.bare)).toBe(true);
    ctx.deliver({ from: ctx.from.toString() });
  }
}

const awaited = feature({ name: 'awaited', packets, actions: [Enter], payloads: [Seen] });
const open = () => openRoom(awaited, { self });
const presence = (from: string, ...children: Element[]): Element => {
  const stanza = presenceStanza({}, ...children);
  stanza.attrs['from'] = from;
  return stanza;
};
const inside = xml('in', { xmlns: NS });

describe('a presence that has its answer in one of its own', () => {
  it('does not end by having left, but by that', async () => {
    const room = open();
    const entering = room.request(new Enter({ gate: 'north' }));
    expect(room.engine.pending.size).toBe(1);
    room.receive(presence(`${orchard}/south`, inside));
    expect(await entering).toEqual({ gate: 'south' });
    expect(room.engine.pending.size).toBe(0);
    expect(room.engine.pending.awaited.size).toBe(0);
    room.receive(presence(`${orchard}/south`, inside)); // twice
    expect(room.contents('awaited_enter_handle')).toHaveLength(1);
  });

  it('hears its addressee meanwhile, as a room, and no longer', async () => {
    const room = open();
    const entering = room.request(new Enter({ gate: 'north' }));
    room.receive(presence(`${orchard}/romeo`));
    room.receive(presence('other@places.example/romeo'));
    expect(room.contents('awaitedseen')).toEqual([{ from: `${orchard}/romeo` }]);
    room.receive(presence(`${orchard}/north`, inside));
    await entering;
    room.receive(presence(`${orchard}/romeo`));
    expect(room.contents('awaitedseen')).toHaveLength(1);
  });

  it('is not answered by others, nor by an error that is not its own', () => {
    const room = open();
    void room.request(new Enter({ gate: 'north' }));
    room.receive(presence('orchard@evil.example/north', inside));
    const error = presence(`${orchard}/north`, inside);
    error.attrs['type'] = 'error';
    room.receive(error);
    expect(room.contents('awaited_enter_handle')).toEqual([]);
    expect(room.engine.pending.size).toBe(1);
  });

  it('whose own method throws is told of, and the stanza goes on to others', () => {
    const room = open();
    void room.request(new Enter({ gate: 'north' }));
    room.receive(presence(`${orchard}/romeo`, xml('trap', { xmlns: NS })));
    expect(room.faults).toMatchObject([{ where: 'action Awaited/Enter' }]);
    expect(room.contents('awaitedseen')).toHaveLength(1);
    expect(room.engine.pending.size).toBe(1);
  });

  it('of two that wait, one stanza ends one', () => {
    const room = open();
    void room.request(new Enter({ gate: 'north' }));
    void room.request(new Enter({ gate: 'north' }));
    room.receive(presence(`${orchard}/north`, inside));
    expect(room.contents('awaited_enter_handle')).toHaveLength(1);
    expect(room.engine.pending.size).toBe(1);
    room.receive(presence(`${orchard}/north`, inside));
    expect(room.engine.pending.size).toBe(0);
  });

  it('ends as lost when its stream is, also where it had arrived', async () => {
    const room = open();
    const entering = room.request(new Enter({ gate: 'north' }));
    room.engine.lost();
    room.runtime.flush();
    await expect(entering).rejects.toMatchObject({ condition: 'connection-lost' });
    expect(room.engine.pending.awaited.size).toBe(0);
  });

  it('is kept out of what is stored where its params are secret, and only there', () => {
    const room = open();
    void room.request(new Enter({ gate: 'north', key: 'k' }));
    void room.request(new Enter({ gate: 'north' }));
    const [first, second] = [...room.engine.pending.entries()];
    expect([first?.record.isSecret, second?.record.isSecret]).toEqual([true, undefined]);
    room.receive(presence(`${orchard}/north`, inside));
    expect(room.engine.pending.size).toBe(1);
  });
});
