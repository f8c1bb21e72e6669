import { NS_DATA_FORMS, readVoiceRequest, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';

/** Somebody in a room that we moderate asks for a voice (XEP-0045 section 8.6). Nothing is answered. */
@payload('MucVoiceRequest', {
  name: 'x',
  xmlns: NS_DATA_FORMS,
  under: 'message',
  from: 'room',
  types: ['normal'],
})
export class VoiceRequested extends Payload<'MucVoiceRequest'> {
  override handle(el: Element, ctx: PayloadContext<'MucVoiceRequest'>) {
    const request = ctx.from.isBare ? readVoiceRequest(el) : undefined;
    if (request !== undefined) ctx.deliver({ room: ctx.from.bare, ...request });
  }
}
