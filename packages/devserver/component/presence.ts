/**
 * Presence from components: it is passed on, and no subscription to a component is kept.
 */
import type { Jid, XmlElement } from '@xec/stanza';
import type { Account } from '../accounts.js';
import type { Host } from '../host.js';

/** To the session of a full JID, or to all available ones of an account. */
export function componentPresence(
  host: Host,
  stanza: XmlElement,
  to: Jid,
  account: Account | undefined,
): void {
  const session = host.router.session(to);
  const receivers = to.isBare ? account?.available() : session && [session];
  for (const receiver of receivers ?? []) receiver.send(stanza);
}
