import { parseJid } from '@xec/stanza';
import { maySeePresence, type BuildContext } from '../core/index.js';

/**
 * What tells that somebody is here goes only to who may see our presence (XEP-0184 section 8,
 * XEP-0333 section 6): subscribers, joined rooms and their occupants, the own account.
 *
 * @throws Error for anyone else: nothing is sent then.
 */
export function mustSeePresence(ctx: BuildContext, to: string, what: string): void {
  const { bare } = parseJid(to);
  if (maySeePresence(ctx, bare)) return;
  throw new Error(`${what} would show ${bare} that we are here, who may not see our presence`);
}
