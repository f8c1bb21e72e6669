/**
 * Which stanzas of which streams a fault takes.
 */
import { isStanza, type Element } from '@xec/stanza';

/** Takes an element by what it says. */
export type StanzaPredicate = (stanza: Element) => boolean;

export interface FaultFilter {
  /** An account (`alice`, `alice@localhost`) or a full JID; absent: every stream. */
  readonly jid?: string;
  /**
   * Takes what is sent on the stream by what it says; it sees everything, SASL and features too.
   * Absent: each iq, message and presence, and nothing else.
   */
  readonly stanza?: StanzaPredicate;
  /** `out`, the default: what the server sends. `in`: what it gets, before it looks at it. */
  readonly direction?: 'in' | 'out';
  /** How many stanzas to take before the fault ends by itself; default: no end. */
  readonly times?: number;
}

/** A filter, or just its JID, or just its predicate. */
export type FaultTarget = string | StanzaPredicate | FaultFilter;

/** Whose stream it is: the account once SASL is through, the full JID once it is bound. */
export interface StreamOwner {
  readonly account: string | undefined;
  readonly jid: string | undefined;
}

export function readTarget(target: FaultTarget): FaultFilter {
  if (typeof target === 'string') return { jid: target };
  return typeof target === 'function' ? { stanza: target } : target;
}

/** Whether `jid` (a name, a bare or a full JID; `undefined`: everybody) means this stream. */
export function isOwner(jid: string | undefined, owner: StreamOwner, domain: string): boolean {
  if (jid === undefined) return true;
  if (jid.includes('/')) return jid === owner.jid;
  return owner.account !== undefined && isAccount(jid, owner.account, domain);
}

/** Whether `jid`, a name or a bare JID, means the account `name`. */
export const isAccount = (jid: string, name: string, domain: string): boolean =>
  jid === name || jid === `${name}@${domain}`;

/** Whether the filter takes this element. */
export const takes = (filter: FaultFilter, el: Element): boolean =>
  filter.stanza === undefined ? isStanza(el) : filter.stanza(el);
