/**
 * Roster pushes (RFC 6121 section 2.1.6).
 */
import { xml, type XmlElement } from '@xec/stanza';
import type { Account } from './accounts.js';
import type { Host } from './host.js';
import { NS_ROSTER, rosterItem, type RosterItem } from './roster.js';

/** Sends the item, as it is now, to every session that asked for the roster. */
export function pushItem(
  host: Host,
  account: Account,
  item: RosterItem | { removed: string },
): void {
  account.roster.touch();
  const child = (): XmlElement =>
    'removed' in item
      ? xml('item', { jid: item.removed, subscription: 'remove' })
      : rosterItem(item);
  for (const session of account.sessions.values()) {
    if (!session.isInterested) continue;
    session.send(
      xml(
        'iq',
        { xmlns: 'jabber:client', type: 'set', id: host.randomId(), to: session.address },
        xml('query', { xmlns: NS_ROSTER, ver: account.roster.version }, child()),
      ),
    );
  }
}
