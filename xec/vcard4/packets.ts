import { isVcardRest, type Vcard4 } from '@xec/stanza';
import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { pepDone, pepItem, pepItems, pepPlace } from '../pubsub/index.js';

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

export const packets = {
  /** The vCard of `from` is new, or has changed. */
  vcard: pepItem(vcard4Schema),
  /** `from` took it away. */
  vcard4_retract: pepPlace,
  /** Ours is published. */
  vcard4_set_handle: pepDone,
  /** Ours is gone. */
  vcard4_retract_handle: pepDone,
  /** What `from` published. */
  vcard4_get_handle: pepItems(vcard4Schema),
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<
    typeof packets,
    'Vcard4/Set' | 'Vcard4/Retract' | 'Vcard4/Get'
  > {}
}
