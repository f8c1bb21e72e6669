import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { jid } from '../core/schemas.js';

const text = v.exactOptional(v.string());
const list = <S extends v.GenericSchema>(of: S) => v.pipe(v.array(of), v.readonly());
/** Where an item is: at `from`, in `node`, under `id`. */
const place = { id: v.string(), from: jid, node: v.string() };

export const packets = {
  /** A post is new, or has changed; see `PostContent` in @xec/stanza. */
  post: v.object({
    ...place,
    /** Who put it there, as the service or anyone says. */
    publisher: v.exactOptional(jid),
    title: text,
    content: text,
    summary: text,
    published: text,
    updated: text,
    author: v.exactOptional(v.object({ name: text, uri: text })),
    links: list(v.object({ href: v.string(), rel: v.string(), type: text, title: text })),
    categories: list(v.string()),
  }),
  /** A post is gone. */
  post_retract: v.object(place),
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<typeof packets> {}
}
