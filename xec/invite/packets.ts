import type { CreatedInvite } from '@xec/stanza';
import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { bareJid } from '../core/schemas.js';
import { dataFormSchema } from '../data-forms/index.js';

const text = v.exactOptional(v.string());
const kind = v.picklist(['contact', 'account']);

/** See `CreatedInvite`. */
const createdInvite = v.object({
  uri: v.string(),
  invitation: v.object({
    action: v.picklist(['roster', 'register']),
    jid: bareJid,
    token: text,
    mayRegister: v.boolean(),
    name: text,
  }),
  landingUrl: text,
  expires: text,
}) satisfies v.GenericSchema<CreatedInvite>;

export const packets = {
  /** The invitation is made, or the server wants to know more first. */
  invite_create_handle: v.variant('status', [
    v.object({ status: v.literal('completed'), kind, invite: createdInvite }),
    v.object({ status: v.literal('executing'), kind, sessionId: v.string(), form: dataFormSchema }),
  ]),
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<typeof packets, 'Invite/Create'> {}
}
