/**
 * The rosters that a server starts with.
 */
import { parseJid } from '@xec/stanza';
import type { Accounts } from './accounts.js';
import { localOf } from './jid.js';
import type { SeedContact } from './roster.js';

/** @throws Error for an account that is not there, or a contact that is no JID. */
export function seedRosters(
  accounts: Accounts,
  rosters: Readonly<Record<string, readonly (string | SeedContact)[]>>,
): void {
  for (const [name, contacts] of Object.entries(rosters)) {
    const account = accounts.find(localOf(name, accounts.domain) ?? '');
    if (account === undefined) throw new Error(`a roster for "${name}", who has no account`);
    for (const contact of contacts) {
      const seed: SeedContact = typeof contact === 'string' ? { jid: contact } : contact;
      const { subscription = 'both', groups = [] } = seed;
      const jid = seed.jid.includes('@') ? seed.jid : `${seed.jid}@${accounts.domain}`;
      Object.assign(account.roster.entry(parseJid(jid).bare), {
        name: seed.name,
        groups,
        to: subscription === 'to' || subscription === 'both',
        from: subscription === 'from' || subscription === 'both',
        isListed: true,
      });
    }
  }
}
