/**
 * Who may say what: the senders that a payload's registration can name.
 */
import type { Jid } from '@xec/stanza';
import type { SessionFacts } from '../facts.js';
import { isSubscriber } from '../visibility.js';

/**
 * - `self`: no `from`, or the own bare JID
 * - `server`: the own domain
 * - `account`: `self`, or one of the own resources
 * - `room`: a joined room or one that we are about to join, or one of its occupants
 * - `contact`: someone in the roster
 * - `subscriber`: someone who may see our presence (RFC 6121 section 3), or an own resource
 * - `archive`: an archive that a query of ours is open at
 * - `any`: anyone
 */
export type Sender =
  'self' | 'server' | 'account' | 'room' | 'contact' | 'subscriber' | 'archive' | 'any';

/** Whether `from` (prepared) is one of `senders`. */
export function isAllowedSender(
  senders: readonly Sender[],
  from: Jid,
  facts: SessionFacts,
): boolean {
  for (const sender of senders) if (tests[sender](from, facts)) return true;
  return false;
}

/** Whether `text` names a kind of sender. */
export const isSender = (text: string): text is Sender => Object.hasOwn(tests, text);

const tests: Record<Sender, (from: Jid, facts: SessionFacts) => boolean> = {
  self: (from, { self }) => from.resource === undefined && from.bare === self.bare,
  server: (from, { self }) => from.resource === undefined && from.bare === self.domain,
  account: (from, { self }) => from.bare === self.bare,
  room: (from, facts) => facts.isRoom(from.bare),
  contact: (from, facts) => facts.get('contact', from.bare) !== undefined,
  subscriber: (from, facts) =>
    from.bare === facts.self.bare || isSubscriber(facts.get('contact', from.bare)),
  archive: (from, facts) => {
    if (from.resource !== undefined) return false;
    for (const { archive } of facts.all('query').values()) if (archive === from.bare) return true;
    return false;
  },
  any: () => true,
};
