/**
 * Who may do what to whom in a room (XEP-0045 sections 5.1.1, 5.2.1, 8 to 10). The room decides; this
 * is what is offered.
 */
import type { Occupant } from '@xec/state';

export type Role = Occupant['role'];
export type Affiliation = Occupant['affiliation'];
type Standing = Pick<Occupant, 'role' | 'affiliation'>;

/** Something that can be done to an occupant. */
export type Power =
  | { readonly kind: 'role'; readonly role: Role }
  | { readonly kind: 'affiliation'; readonly affiliation: Affiliation };

const rank: Record<Affiliation, number> = { owner: 4, admin: 3, member: 2, none: 1, outcast: 0 };

/** Whether somebody may change affiliations at all. */
export const isAdmin = ({ affiliation }: Standing): boolean => rank[affiliation] >= rank.admin;

/** What `self` may do to `other`. An account can only be changed where its JID is known. */
export function powersOver(self: Standing, other: Occupant): readonly Power[] {
  if (other.isSelf === true) return [];
  return [...rolePowers(self, other), ...(other.jid === undefined ? [] : ranks(self, other))];
}

/** "A moderator SHOULD NOT be allowed to revoke moderation privileges from someone with a higher affiliation" (section 8.1). */
function rolePowers(self: Standing, other: Occupant): readonly Power[] {
  if (self.role !== 'moderator' || isAdmin(other)) return [];
  if (rank[other.affiliation] > rank[self.affiliation]) return [];
  const roles: Role[] = ['visitor', 'participant', 'none'];
  if (isAdmin(self)) roles.unshift('moderator');
  else if (other.role === 'moderator') return [];
  return roles.filter((role) => role !== other.role).map((role) => ({ kind: 'role', role }));
}

function ranks(self: Standing, other: Standing): readonly Power[] {
  return affiliationsFor(self, other.affiliation)
    .filter((affiliation) => affiliation !== other.affiliation)
    .map((affiliation) => ({ kind: 'affiliation', affiliation }));
}

/** Which affiliations somebody may give to an account that has this one. */
export function affiliationsFor(self: Standing, of: Affiliation): readonly Affiliation[] {
  if (self.affiliation === 'owner') return ['owner', 'admin', 'member', 'none', 'outcast'];
  if (self.affiliation === 'admin' && rank[of] < rank.admin) return ['member', 'none', 'outcast'];
  return [];
}

/** Moderators first, then who may talk, then who listens; each by name. */
export function byRole(
  occupants: readonly Occupant[],
): readonly { readonly role: Role; readonly occupants: readonly Occupant[] }[] {
  const roles: readonly Role[] = ['moderator', 'participant', 'visitor'];
  return roles
    .map((role) => ({
      role,
      occupants: occupants
        .filter((occupant) => occupant.role === role)
        .sort((one, other) => one.nick.localeCompare(other.nick)),
    }))
    .filter((group) => group.occupants.length > 0);
}

/** A nickname beside one that is taken. */
export const otherNick = (nick: string): string => {
  const [, stem = nick, number] = /^(.*?)(?: (\d+))?$/s.exec(nick) ?? [];
  return `${stem} ${String(Number(number ?? '1') + 1)}`;
};
