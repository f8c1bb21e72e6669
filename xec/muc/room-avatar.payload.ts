import { NS_PHOTO_UPDATE, readRoomAvatar, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';

/**
 * A joined room has another picture, or none (XEP-0486 section 3). It is in the room's vCard; what the
 * occupants' photos are is theirs to say, and not here.
 */
@payload('MucAvatar', {
  name: 'x',
  xmlns: NS_PHOTO_UPDATE,
  under: 'presence',
  from: 'room',
  types: ['available'],
})
export class RoomAvatar extends Payload<'MucAvatar'> {
  override handle(el: Element, ctx: PayloadContext<'MucAvatar'>) {
    const avatar = ctx.from.isBare ? readRoomAvatar(el) : undefined;
    if (avatar !== undefined) ctx.deliver({ room: ctx.from.bare, ...avatar });
  }
}
