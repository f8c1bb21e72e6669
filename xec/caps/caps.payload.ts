import { NS_CAPS, readCaps, type Element } from '@xec/stanza';
import { Payload, maySeePresence, payload, type PayloadContext } from '../core/index.js';
import { knownCaps } from './known.js';
import { askNext } from './verify-caps.action.js';
import { addEntity, forgetEntity } from './waiting.js';

type Context = PayloadContext<'Caps'>;

/** Longer attributes than this name no software and are no hash. */
const MAX_ATTRIBUTE = 1024;

/**
 * What somebody's presence says of its capabilities (XEP-0115 section 6.1).
 *
 * Anyone's are told where it is known what they stand for. Only those in the roster, in joined rooms
 * and our own resources are asked: a question tells a stranger that we are online, and from where.
 */
@payload('Caps', {
  name: 'c',
  xmlns: NS_CAPS,
  under: 'presence',
  types: ['available'],
  from: 'any',
})
export class CapsAnnounced extends Payload<'Caps'> {
  override handle(el: Element, ctx: Context) {
    const caps = readCaps(el);
    if (caps === undefined || ctx.stanza.getChildren('c', NS_CAPS).length > 1) return;
    if (Object.values<string>({ ...caps }).some((text) => text.length > MAX_ATTRIBUTE)) return;
    const jid = ctx.from.toString();
    const known = knownCaps(ctx, caps);
    if (known !== undefined) {
      forgetEntity(ctx, jid);
      ctx.deliver({ jid, ...caps, ...known });
    } else if (mayAsk(ctx) && addEntity(ctx, { jid, ...caps })) {
      askNext(ctx);
    }
  }
}

/** A question tells that we are here. */
const mayAsk = (ctx: Context): boolean => maySeePresence(ctx, ctx.from.bare);
