import { afterEach, expect, it } from '@jest/globals';
import { CLIENT, type Client } from '@xec/client';
import { describeOnServers, openClients } from '@xec/testing';
import { iqGet, xml, type Element } from '@xec/stanza';
import {
  Action,
  Payload,
  PingServer,
  action,
  feature,
  payload,
  ping,
  type PayloadContext,
  type RoomPackets,
} from '@xec/xec';
import 'reflect-metadata';
import { inject, injectable } from 'tsyringe';
import * as v from 'valibot';

const NS = 'urn:example:patience';

const packets = { patience_try_handle: v.object({}) };

declare module '@xec/xec' {
  interface PacketMap extends RoomPackets<typeof packets, 'Patience/Try'> {}
}

@action('Patience/Try', { params: v.object({ to: v.string() }) })
class TryPatience extends Action<'Patience/Try', { to: string }> {
  override build() {
    return iqGet(this.params.to, xml('try', { xmlns: NS }));
  }
}

/** Waits for an answer that can only be handled after it has returned. */
@injectable()
@payload('Patience', { name: 'try', xmlns: NS, under: 'iq', from: 'any' })
class Patience extends Payload<'Patience'> {
  constructor(@inject(CLIENT) private readonly client: Client) {
    super();
  }

  override async handle(_el: Element, ctx: PayloadContext<'Patience'>) {
    await Promise.resolve();
    await this.client.request(new PingServer());
    ctx.reply();
  }
}

const patience = feature({
  name: 'patience',
  packets,
  actions: [TryPatience],
  payloads: [Patience],
});

describeOnServers(
  'a handler',
  (server) => {
    const clients = openClients(server, { features: [ping, patience] });
    afterEach(() => clients.end());

    it('that waits for its own session is told so by name, and at once', async () => {
      const faults: [string, string][] = [];
      const romeo = await clients.online('romeo', {
        onFault: (fault, where) => faults.push([where, String(fault)]),
      });
      const juliet = await clients.online('juliet');
      const asked = juliet.request(new TryPatience({ to: romeo.jid.toString() }));
      await expect(asked).rejects.toMatchObject({ condition: 'internal-server-error' });
      expect(faults).toHaveLength(1);
      expect(faults[0]?.[0]).toBe('payload Patience');
      expect(faults[0]?.[1]).toMatch(/payload Patience called request\(Ping\/Server\)/);
      await expect(romeo.request(new PingServer())).resolves.toEqual({});
    });
  },
  { servers: ['devserver'] },
);
