/**
 * An application's room, as its author writes it: what the other type tests use, and what must compile.
 */
import { iqGet, xml, type Element } from '@xec/stanza';
import {
  Action,
  Payload,
  action,
  feature,
  jid,
  payload,
  type ActionContext,
  type ActionError,
  type PacketsOf,
  type PayloadContext,
  type RoomPackets,
  type StanzaError,
  type TimeoutError,
} from '@xec/xec';
import * as v from 'valibot';

export const NS_WEATHER = 'urn:example:weather';

export const packets = {
  almanac_get_handle: v.object({ celsius: v.number() }),
  almanac_get_errorclosednode: v.object({ jid }),
  almanac_get_errortimeout: v.object({ jid }),
};

export const eventPackets = {
  almanacevent: v.object({ celsius: v.number() }),
  almanacevent_storm: v.object({ wind: v.number() }),
};

declare module '@xec/xec' {
  interface PacketMap extends RoomPackets<typeof packets, 'Almanac/Get'> {}
  interface PacketMap extends PacketsOf<typeof eventPackets> {}
  interface PacketMap {
    almanac_by_hand: { readonly text: string };
  }
}

@action('Almanac/Get', {
  params: v.object({ jid, unit: v.exactOptional(v.picklist(['c', 'f'])) }),
  conditions: [{ name: 'closed-node', xmlns: NS_WEATHER }],
})
export class GetWeather extends Action<'Almanac/Get', { jid: string; unit?: 'c' | 'f' }> {
  override build() {
    return iqGet(this.params.jid, xml('weather', { xmlns: NS_WEATHER }));
  }

  override handle(reply: Element, ctx: ActionContext<'Almanac/Get'>) {
    ctx.deliver('handle', { celsius: Number(reply.getText()) });
  }

  override errorTimeout(_error: TimeoutError, ctx: ActionContext<'Almanac/Get'>) {
    ctx.deliver('errortimeout', { jid: this.params.jid });
  }

  override errorItemNotFound(error: StanzaError, ctx: ActionContext<'Almanac/Get'>) {
    ctx.deliver('erroritemnotfound', error);
  }

  override error(error: ActionError, ctx: ActionContext<'Almanac/Get'>) {
    ctx.emit('almanac_get_errorgone', { condition: error.condition, type: error.type });
  }

  errorClosedNode(_error: StanzaError, ctx: ActionContext<'Almanac/Get'>) {
    ctx.deliver('errorclosednode', { jid: this.params.jid });
  }
}

@payload('AlmanacEvent', { name: 'weather', xmlns: NS_WEATHER, under: 'message', from: 'contact' })
export class AlmanacEvent extends Payload<'AlmanacEvent'> {
  override handle(el: Element, ctx: PayloadContext<'AlmanacEvent'>) {
    ctx.deliver({ celsius: Number(el.getText()) });
    ctx.deliver('storm', { wind: 12 });
    ctx.request(new GetWeather({ jid: ctx.from.bare }));
  }
}

export const weather = feature({
  name: 'weather',
  packets: { ...packets, ...eventPackets },
  actions: [GetWeather],
  payloads: [AlmanacEvent],
});
