/**
 * What was said before a server started: straight into the archives, past every stream.
 */
import { NS_STANZA_IDS, messageStanza, parseJid, xml, type XmlElement } from '@xec/stanza';
import type { Account, Accounts } from './accounts.js';
import type { Archived } from './archive.js';
import type { Archives } from './archives.js';
import { localOf } from './jid.js';

/** A chat message of the past. */
export interface PastMessage {
  /** Names of accounts, or JIDs; who has no account here has no archive. */
  readonly from: string;
  readonly to: string;
  readonly body: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Its own id, its origin-id, and that of both archives: the same in every run, if you like. */
  readonly id: string;
}

/**
 * Puts messages into the archives of those who wrote and got them, in order of time.
 *
 * @throws Error where neither of the two has an account; then nothing was put in
 */
export function addHistory(
  accounts: Accounts,
  archives: Archives,
  messages: Iterable<PastMessage>,
): void {
  const past = new Map<Account, Archived[]>();
  for (const message of messages) {
    const from = bareOf(message.from, accounts.domain);
    const to = bareOf(message.to, accounts.domain);
    const owners = new Set([from, to].flatMap((jid) => accounts.at(jid) ?? []));
    if (owners.size === 0) throw new Error(`history of "${from}" and "${to}", who have no account`);
    const stanza = stanzaOf(message, from, to);
    for (const owner of owners) {
      const { id, at } = message;
      const entry = { id, at, with: owner.jid === from ? to : from, stanza };
      const entries = past.get(owner) ?? [];
      entries.push(entry);
      past.set(owner, entries);
    }
  }
  for (const [owner, entries] of past) archives.of(owner).addPast(entries);
}

function bareOf(who: string, domain: string): string {
  const local = localOf(who, domain);
  return local === undefined ? parseJid(who).bare : `${local}@${domain}`;
}

function stanzaOf({ id, body }: PastMessage, from: string, to: string): XmlElement {
  const stanza = messageStanza(
    { to, type: 'chat', id },
    xml('body', {}, body),
    xml('origin-id', { xmlns: NS_STANZA_IDS, id }),
  );
  stanza.attrs['from'] = from;
  return stanza;
}
