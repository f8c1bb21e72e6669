import * as v from 'valibot';
import { bareJid } from '../core/schemas.js';

const groups = v.pipe(v.array(v.pipe(v.string(), v.nonEmpty())), v.readonly());

/** What is asked of a contact's entry; see `RosterEntry`. */
export const rosterEntry = v.object({
  jid: bareJid,
  name: v.exactOptional(v.string()),
  groups: v.exactOptional(groups),
});

const item = {
  jid: bareJid,
  name: v.exactOptional(v.string()),
  ask: v.exactOptional(v.literal(true)),
  approved: v.exactOptional(v.literal(true)),
  groups: v.pipe(v.array(v.string()), v.readonly()),
};
const subscriptions = ['none', 'to', 'from', 'both'] as const;

/** A contact; see `RosterItem`. */
export const rosterItem = v.object({ ...item, subscription: v.picklist(subscriptions) });

/** A pushed contact; see `RosterChange`. */
export const rosterChange = v.object({
  ...item,
  subscription: v.picklist([...subscriptions, 'remove']),
});

/** What adding and updating are asked with. */
export type RosterEntryParams = v.InferOutput<typeof rosterEntry>;
