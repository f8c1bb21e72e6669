import { iqGet, xml, type Element } from '@xec/stanza';
import * as xec from '@xec/xec';
import type { PacketSource } from '@xec/packet-source';
import * as v from 'valibot';

const NS_TIDES = 'https://tides.example/protocol';
const packets = {
  tide_get_handle: v.object({ metres: v.number() }),
  tidewarning: v.object({ text: v.string() }),
};
declare module '@xec/xec' {
  interface PacketMap extends xec.RoomPackets<typeof packets, 'Tide/Get'> {}
}

@xec.action('Tide/Get', { params: v.object({ harbour: xec.jid }), idempotent: true })
export class GetTide extends xec.Action<'Tide/Get', { harbour: string }> {
  override build() {
    return iqGet(this.params.harbour, xml('tide', { xmlns: NS_TIDES }));
  }
  override handle(reply: Element, ctx: xec.ActionContext<'Tide/Get'>) {
    ctx.deliver('handle', { metres: Number(reply.getChild('tide', NS_TIDES)?.attrs['metres']) });
  }
}

@xec.payload('TideWarning', { name: 'warning', xmlns: NS_TIDES, under: 'message', from: 'any' })
export class TideWarning extends xec.Payload<'TideWarning'> {
  override handle(el: Element, ctx: xec.PayloadContext<'TideWarning'>) {
    ctx.deliver({ text: el.getText() });
  }
}

export const tides = xec.feature({
  name: 'tides',
  namespaces: [NS_TIDES],
  packets,
  actions: [GetTide],
  payloads: [TideWarning],
});

export class Tides extends HTMLElement {
  follow(source: PacketSource, harbour: string): void {
    source.subscribe(['tide_get_handle'], ({ content }) => this.#say(`${content.metres} m`));
    source.subscribe(['tidewarning'], ({ content }) => this.#say(content.text));
    source.request('Tide/Get', { harbour }).catch((error: unknown) => this.#say(String(error)));
  }
  #say(text: string): void {
    this.append(Object.assign(document.createElement('p'), { textContent: text }));
  }
}
