import type { Caps } from '@xec/stanza';
import { maySeePresence, type PayloadContext } from '../core/index.js';
import { knownCaps } from './known.js';
import { askNow } from './verify-caps.action.js';
import { addEntity, forgetEntity } from './waiting.js';

/**
 * Tells what the sender of a presence can do, if it is known for any of `names`, which stand for the
 * same; else the first of them is asked for.
 *
 * Anyone's are told where it is known what they stand for. Only those in the roster, in joined rooms
 * and our own resources are asked: a question tells a stranger that we are online, and from where.
 */
export function hearOf(ctx: PayloadContext<'Caps'>, names: readonly Caps[]): void {
  const jid = ctx.from.toString();
  for (const caps of names) {
    const known = knownCaps(ctx, caps);
    if (known === undefined) continue;
    forgetEntity(ctx, jid);
    const { node, ver, hash } = caps;
    const { identities, features, forms } = known;
    ctx.deliver({ jid, node, ver, hash, identities, features, forms });
    return;
  }
  const [first] = names;
  if (first === undefined || !maySeePresence(ctx, ctx.from.bare)) return;
  const { node, ver, hash } = first;
  const question = { jid, node, ver, hash };
  if (addEntity(ctx, question)) askNow(ctx, question);
}
