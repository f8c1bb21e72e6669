import { NS_VCARD4_NODE, isVcardRest, readVcard4, vcard4Element, type Vcard4 } from '@xec/stanza';
import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { pepRoom } from '../pubsub/index.js';

const text = v.exactOptional(v.string());
const list = <S extends v.GenericSchema>(item: S) =>
  v.exactOptional(v.pipe(v.array(item), v.readonly()));
const texts = list(v.string());

/** A vCard as `readVcard4` reads it. */
export const vcard4Schema = v.object({
  ...{ fn: text, bday: text, note: text, title: text, role: text, photo: text, lang: text },
  ...{ tz: text, org: text, gender: text },
  ...{ nickname: texts, email: texts, tel: texts, impp: texts, url: texts },
  n: v.exactOptional(
    v.object({ surname: text, given: text, additional: text, prefix: text, suffix: text }),
  ),
  adr: list(
    v.object({
      ...{ pobox: text, ext: text, street: text, locality: text, region: text, code: text },
      country: text,
    }),
  ),
  rest: list(v.pipe(v.string(), v.check(isVcardRest, 'expected one XML element'))),
}) satisfies v.GenericSchema<Vcard4>;

const room = pepRoom({
  name: 'Vcard4',
  publish: 'Vcard4/Set',
  xeps: [{ xep: '0292', version: '0.12.0', since: '0.1.0' }],
  node: NS_VCARD4_NODE,
  namespaces: [],
  content: vcard4Schema,
  read: readVcard4,
  write: vcard4Element,
  key: 'vcard',
});

/** Publishes the own vCard, all of it. Answers with `vcard4_set_handle`. */
export const SetVcard4 = room.Publish;
/** Takes it away. Answers with `vcard4_retract_handle`. */
export const RetractVcard4 = room.Retract;
/** Asks for somebody's. Answers with `vcard4_get_handle`. */
export const GetVcard4 = room.Get;
/** Hears of vCards: `vcard`. */
export const Vcard4Published = room.Event;
/** vCard4 over XMPP (XEP-0292): publishes the own one, and hears of those whose presence we see. */
export const vcard4 = room.feature;

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<typeof room.packets> {}
}
