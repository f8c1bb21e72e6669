import { readInlineStickers, type Element } from '@xec/stanza';
import { wantBob } from '../bob/index.js';
import { Payload, payload, type PayloadContext } from '../core/index.js';

/**
 * Pictures in the text of a message, named by their hash (XEP-0231 section 2.2): stickers as they were sent
 * before XEP-0449. One that the session does not have is asked for, once; it comes with
 * `bob_request_handle`.
 */
@payload('Sticker', {
  name: 'html',
  xmlns: 'http://jabber.org/protocol/xhtml-im',
  under: 'message',
  from: 'any',
})
export class StickerReceived extends Payload<'Sticker'> {
  override handle(html: Element, ctx: PayloadContext<'Sticker'>) {
    const from = ctx.from.toString();
    const id: unknown = ctx.stanza.attrs['id'];
    for (const cid of readInlineStickers(html)) {
      const data = wantBob(ctx, from, cid);
      ctx.deliver({ from, ...(typeof id === 'string' && { id }), cid, ...(data && { data }) });
    }
  }
}
