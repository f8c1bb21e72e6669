import { NS_ROSTER_VERSIONS } from '@xec/stanza';
import { feature, type OnlineContext } from '../core/index.js';
import { AddRosterItem } from './add-roster-item.action.js';
import { facts } from './contacts.js';
import { GetRoster } from './get-roster.action.js';
import { packets } from './packets.js';
import { RemoveRosterItem } from './remove-roster-item.action.js';
import { RosterUpdate } from './roster-update.payload.js';
import { UpdateRosterItem } from './update-roster-item.action.js';

export { AddRosterItem, GetRoster, RemoveRosterItem, RosterUpdate, UpdateRosterItem };
export type { RosterVersionFact } from './contacts.js';
export type { RosterEntryParams } from './schemas.js';

/** "A client SHOULD request its roster upon authenticating" (RFC 6121 section 2.2). */
function online(ctx: OnlineContext): void {
  const known = ctx.fact('rosterVersion', ctx.self.bare);
  const isOffered = ctx.streamFeatures.includes(NS_ROSTER_VERSIONS);
  if (known?.isOffered !== isOffered) {
    ctx.learn('rosterVersion', ctx.self.bare, { ...known, isOffered });
  }
  ctx.request(new GetRoster());
}

/** The roster (RFC 6121 section 2): asks for it on each new stream, keeps up with it, changes it. */
export const roster = feature({
  name: 'roster',
  packets,
  facts,
  actions: [GetRoster, AddRosterItem, UpdateRosterItem, RemoveRosterItem],
  payloads: [RosterUpdate],
  online,
});
