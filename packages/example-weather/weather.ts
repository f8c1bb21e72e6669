/**
 * A weather protocol: `<weather/>` asked by iq, `<alert node='storm'/>` told by message.
 */
import { iqGet, messageStanza, xml, type Element } from '@xec/stanza';
import {
  Action,
  Payload,
  action,
  feature,
  jid,
  payload,
  type ActionContext,
  type PayloadContext,
  type RoomPackets,
} from '@xec/xec';
import * as v from 'valibot';

const NS_WEATHER = 'https://weather.example/protocol';

const packets = {
  weather_get_handle: v.object({ jid, celsius: v.number(), asked: v.string() }),
  weatheralert: v.object({ from: v.string(), text: v.string() }),
};

declare module '@xec/xec' {
  interface PacketMap extends RoomPackets<typeof packets, 'Weather/Get'> {}
}

/** Asks a station for its temperature. `asked` is never sent: it comes back with the answer. */
@action('Weather/Get', { params: v.object({ jid, asked: v.string() }), idempotent: true })
export class GetWeather extends Action<'Weather/Get', { jid: string; asked: string }> {
  override build() {
    return iqGet(this.params.jid, xml`<weather xmlns=${NS_WEATHER}/>`);
  }

  override handle(reply: Element, ctx: ActionContext<'Weather/Get'>) {
    const celsius = Number(reply.getChild('weather', NS_WEATHER)?.attrs['celsius']);
    ctx.deliver('handle', { ...this.params, celsius });
  }
}

/** Hears storm alerts, and no others: it is registered for their node. */
@payload('WeatherAlert', {
  name: 'alert',
  xmlns: NS_WEATHER,
  node: 'storm',
  under: 'message',
  from: 'any',
})
export class WeatherAlert extends Payload<'WeatherAlert'> {
  override handle(el: Element, ctx: PayloadContext<'WeatherAlert'>) {
    ctx.deliver({ from: ctx.from.toString(), text: el.getText() });
  }
}

/** A station: answers, and warns whoever asked. */
@payload('WeatherStation', {
  name: 'weather',
  xmlns: NS_WEATHER,
  under: 'iq',
  types: ['get'],
  from: 'any',
})
export class WeatherStation extends Payload<'WeatherStation'> {
  override handle(_el: Element, ctx: PayloadContext<'WeatherStation'>) {
    ctx.reply(xml('weather', { xmlns: NS_WEATHER, celsius: 21 }));
    for (const [node, text] of [
      ['rain', 'some drops'],
      ['storm', 'stay inside'],
    ] as const) {
      ctx.send(
        messageStanza({ to: ctx.from.toString() }, xml('alert', { xmlns: NS_WEATHER, node }, text)),
      );
    }
  }
}

export const weather = feature({
  name: 'weather',
  namespaces: [NS_WEATHER],
  packets,
  actions: [GetWeather],
  payloads: [WeatherAlert],
});

export const weatherStation = feature({
  name: 'weather-station',
  namespaces: [NS_WEATHER],
  payloads: [WeatherStation],
});
