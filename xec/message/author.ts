/**
 * Whose messages a message may correct and take back (XEP-0308 section 4, XEP-0424 section 5).
 */
import { readJid } from '@xec/stanza';
import type { BuildContext } from '../core/index.js';

/**
 * Who speaks, as far as it can be told: an occupant where it comes of a room that we joined, also in
 * private, and else an account, whichever of its clients it is.
 */
export function authorOf(ctx: Pick<BuildContext, 'fact'>, from: string): string {
  const jid = readJid(from);
  if (jid === undefined || ctx.fact('room', jid.bare) !== undefined) return from;
  return jid.bare;
}

/**
 * Whether a correction or a retraction is by the author of the message that it names: the same account, in
 * rooms the same occupant, and "never across chat kinds". Else it is a message of its own, or nothing.
 *
 * In a room, look too whether its occupant left meanwhile: another one may have the name now.
 */
export function isByAuthor(
  original: { readonly from: string; readonly type: string },
  change: { readonly author?: string; readonly type: string },
): boolean {
  const { author } = change;
  if (author === undefined) return false;
  if ((original.type === 'groupchat') !== (change.type === 'groupchat')) return false;
  return original.from === author || readJid(original.from)?.bare === author;
}
