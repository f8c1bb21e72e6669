import { NS_VCARD_UPDATE, isFirstOfItsKind, readVcardUpdate, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';
import { heardOwn } from './own-photo.js';

/**
 * The photo of those who have no other picture, by its hash in their presence (XEP-0153 section 4.1).
 * Ask for the vCard, and take the photo only if it has that hash.
 */
@payload('VcardPhoto', {
  name: 'x',
  xmlns: NS_VCARD_UPDATE,
  under: 'presence',
  types: ['available'],
  from: 'any',
})
export class VcardPhoto extends Payload<'VcardPhoto'> {
  override handle(el: Element, ctx: PayloadContext<'VcardPhoto'>) {
    if (!isFirstOfItsKind(el)) return;
    const hash = readVcardUpdate(el);
    if (ctx.from.bare === ctx.self.bare) heardOwn(hash, ctx);
    if (hash !== undefined) ctx.deliver({ from: ctx.from.toString(), hash });
  }
}
