/**
 * What a session remembers of its roster.
 */
import type { RosterChange, RosterItem } from '@xec/stanza';
import * as v from 'valibot';
import type { ContactFact, FactKinds, HandlerContext } from '../core/index.js';

declare module '../core/facts.js' {
  interface ContactFact {
    /** A request of the contact will be granted by the server (RFC 6121 section 3.4). */
    readonly approved?: boolean;
  }
  interface FactMap {
    /** The version of the contacts that are kept; its one key is the own bare JID. */
    rosterVersion: RosterVersionFact;
  }
}

export const facts = {
  rosterVersion: {
    schema: v.object({ isOffered: v.boolean(), ver: v.exactOptional(v.string()) }),
  },
} as const satisfies FactKinds;

/** Versions (RFC 6121 section 2.6). */
export interface RosterVersionFact {
  /** Whether the server of the stream announced versions. */
  readonly isOffered: boolean;
  /** The version of the contacts we know. */
  readonly ver?: string;
}

/**
 * Remembers the version of what was just learnt.
 *
 * Without one it forgets ours: contacts newer than their version would stay for ever if they came and
 * went between it and the next, since the server tells only the difference.
 */
export function learnVersion(ctx: HandlerContext, told: string | undefined): void {
  // Where not all are remembered, the difference to a version would be one to others.
  const ver = ctx.count('contact') < ctx.bound('roster.contacts') ? told : undefined;
  const known = ctx.fact('rosterVersion', ctx.self.bare);
  if (known?.ver === ver) return;
  const isOffered = known?.isOffered ?? false;
  ctx.learn('rosterVersion', ctx.self.bare, { isOffered, ...(ver !== undefined && { ver }) });
}

/** Remembers one change; of more than `roster.contacts` those that are known already. */
export function learnContact(ctx: HandlerContext, change: RosterChange): void {
  const isNew = ctx.fact('contact', change.jid) === undefined;
  if (!isNew || ctx.count('contact') < ctx.bound('roster.contacts')) remember(ctx, change);
}

function remember(ctx: HandlerContext, { jid, ...change }: RosterChange): void {
  const { subscription } = change;
  ctx.learn('contact', jid, subscription === 'remove' ? undefined : { ...change, subscription });
}

/** Makes the contacts we remember those of `items`; writes only what differs. */
export function learnContacts(ctx: HandlerContext, items: readonly RosterItem[]): void {
  const gone = new Map(ctx.facts('contact'));
  for (const item of items.slice(0, ctx.bound('roster.contacts'))) {
    const known = gone.get(item.jid);
    gone.delete(item.jid);
    if (known === undefined || !isSame(item, toItem(item.jid, known))) remember(ctx, item);
  }
  for (const jid of gone.keys()) ctx.learn('contact', jid, undefined);
}

/** The contacts we remember. */
export const knownContacts = (ctx: HandlerContext): RosterItem[] =>
  [...ctx.facts('contact')].map(([jid, contact]) => toItem(jid, contact));

const toItem = (
  jid: string,
  { subscription, name, groups = [], ask, approved }: ContactFact,
): RosterItem => ({
  jid,
  ...(name !== undefined && { name }),
  subscription,
  ...(ask === true && { ask }),
  ...(approved === true && { approved }),
  groups,
});

const isSame = (one: RosterItem, other: RosterItem): boolean =>
  one.name === other.name &&
  one.subscription === other.subscription &&
  one.ask === other.ask &&
  one.approved === other.approved &&
  one.groups.length === other.groups.length &&
  one.groups.every((group, at) => group === other.groups[at]);
