import { NS_MDS, mdsElement, privateListOptions, readMds, type MdsDisplayed } from '@xec/stanza';
import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { jid } from '../core/schemas.js';
import { pepRoom } from '../pubsub/index.js';

/** Up to which message a conversation was shown, as `readMds` reads it. */
export const mdsSchema = v.object({
  chat: jid,
  id: v.pipe(v.string(), v.nonEmpty()),
  by: jid,
}) satisfies v.GenericSchema<MdsDisplayed>;

const room = pepRoom({
  name: 'MDSDisplayed',
  room: 'mds',
  publish: 'Message/MDSDisplayed',
  retract: 'MDS/Retract',
  get: 'MDS/Get',
  xeps: [{ xep: '0490', version: '1.0.1', since: '0.1.0' }],
  node: NS_MDS,
  namespaces: [],
  content: mdsSchema,
  read: readMds,
  write: mdsElement,
  idOf: ({ chat }) => chat,
  options: privateListOptions,
  // "Clients MUST verify that the bare JID of the sender is their own" (XEP-0490 section 4.3).
  from: 'self',
});

/** Tells the own devices up to which message a conversation was shown. Answers with `message_mdsdisplayed_handle`. */
export const SendMdsDisplayed = room.Publish;
/** Forgets it for one conversation, the `id`. Answers with `mds_retract_handle`. */
export const RetractMdsDisplayed = room.Retract;
/** Asks for all conversations. Answers with `mds_get_handle`. */
export const GetMdsDisplayed = room.Get;
/** Hears of the own devices: `mdsdisplayed`. */
export const MdsDisplayedPublished = room.Event;
/** Message Displayed Synchronization (XEP-0490): what one device showed, the others know. */
export const mds = room.feature;

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<typeof room.packets> {}
}
