import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { errorContent, jid, type Schema } from '../core/schemas.js';

/** A list whose type nobody can write to, as those of readers are. */
const list = <S extends Schema>(item: S) => v.pipe(v.array(item), v.readonly());

/** An identity as `readDiscoInfo` reads it. */
const discoIdentity = v.object({
  category: v.string(),
  type: v.string(),
  name: v.exactOptional(v.string()),
  lang: v.exactOptional(v.string()),
});

/** A form as `readDiscoInfo` reads it. */
const discoForm = v.object({
  formType: v.exactOptional(v.string()),
  fields: list(
    v.object({
      var: v.string(),
      type: v.exactOptional(v.string()),
      values: list(v.string()),
    }),
  ),
});

/** What an entity says about itself: the content of packets here and in `caps`. */
export const discoInfo = v.object({
  identities: list(discoIdentity),
  features: list(v.string()),
  forms: list(discoForm),
});

/** Who was asked, and about which of its nodes. */
const asked = { jid, node: v.exactOptional(v.string()) };

const belongings = v.object({
  ...asked,
  items: list(
    v.object({ jid, node: v.exactOptional(v.string()), name: v.exactOptional(v.string()) }),
  ),
});

const failed = v.object({ ...asked, ...errorContent.entries });

export const packets = {
  /** What `jid` is and can do. */
  disco_request_handle: v.object({ ...asked, ...discoInfo.entries }),
  /** What belongs to `jid`. */
  disco_items_handle: belongings,
  /** The same, for a person who looks round. */
  disco_items_manual: belongings,
  disco_items_manual_error: failed,
  /** The same, for somebody who keeps nothing of it. */
  disco_items_nosave_handle: belongings,
  disco_items_nosave_error: failed,
  /** `jid` lets only registered users see its items. */
  disco_items_errorregistrationrequired: failed,
  /** There is no server of that name. */
  disco_items_errorremoteservernotfound: failed,
  /** The server did not answer ours. */
  disco_items_errorremoteservertimeout: failed,
  /** Any other error. */
  disco_items_error: failed,
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<typeof packets, 'Disco/Request' | 'Disco/Items'> {}
}
