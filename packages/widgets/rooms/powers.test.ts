import { describe, expect, it } from '@jest/globals';
import { affiliationsFor, byRole, otherNick, powersOver, type Power } from './powers.js';
import type { Occupant } from '@xec/state';

const someone = (
  affiliation: Occupant['affiliation'],
  role: Occupant['role'],
  more: Partial<Occupant> = {},
): Occupant => ({
  ...{ room: 'r@c.example', nick: 'Romeo', type: 'available', affiliation, role, codes: [] },
  jid: 'romeo@example/1',
  ...more,
});
const names = (powers: readonly Power[]): string[] =>
  powers.map((power) => (power.kind === 'role' ? `role ${power.role}` : power.affiliation));

describe('what one may do to others in a room', () => {
  it('is nothing for those who moderate nothing', () => {
    const guest = someone('none', 'participant');
    expect(powersOver(someone('none', 'participant'), guest)).toEqual([]);
    expect(powersOver(someone('member', 'visitor'), guest)).toEqual([]);
  });

  it('is nothing to oneself', () => {
    const owner = someone('owner', 'moderator');
    expect(powersOver(owner, { ...owner, isSelf: true })).toEqual([]);
  });

  it('is voice and the door for moderators, but not over admins and other moderators', () => {
    const moderator = someone('member', 'moderator');
    expect(names(powersOver(moderator, someone('none', 'participant')))).toEqual([
      'role visitor',
      'role none',
    ]);
    expect(powersOver(moderator, someone('admin', 'moderator'))).toEqual([]);
    expect(powersOver(moderator, someone('member', 'moderator'))).toEqual([]);
  });

  it('is memberships and bans for admins, but not over admins and owners', () => {
    const admin = someone('admin', 'moderator');
    expect(names(powersOver(admin, someone('none', 'participant')))).toEqual([
      'role moderator',
      'role visitor',
      'role none',
      'member',
      'outcast',
    ]);
    expect(powersOver(admin, someone('owner', 'moderator'))).toEqual([]);
  });

  it('is everything for owners', () => {
    const owner = someone('owner', 'moderator');
    expect(names(powersOver(owner, someone('admin', 'moderator')))).toEqual([
      'owner',
      'member',
      'none',
      'outcast',
    ]);
  });

  it('is nothing to accounts that are not known', () => {
    const { jid: _jid, ...unknown } = someone('none', 'participant');
    expect(names(powersOver(someone('owner', 'moderator'), unknown))).toEqual([
      'role moderator',
      'role visitor',
      'role none',
    ]);
  });

  it('lets admins let somebody back in, and not owners go', () => {
    const admin = someone('admin', 'moderator');
    expect(affiliationsFor(admin, 'outcast')).toContain('none');
    expect(affiliationsFor(admin, 'owner')).toEqual([]);
  });
});

describe('people of a room', () => {
  it('stand by what they may do, then by name', () => {
    const groups = byRole([
      someone('none', 'participant', { nick: 'b' }),
      someone('none', 'visitor', { nick: 'c' }),
      someone('none', 'participant', { nick: 'a' }),
      someone('owner', 'moderator', { nick: 'z' }),
    ]);
    expect(groups.map(({ role, occupants }) => [role, occupants.map(({ nick }) => nick)])).toEqual([
      ['moderator', ['z']],
      ['participant', ['a', 'b']],
      ['visitor', ['c']],
    ]);
  });

  it.each([
    ['Juliet', 'Juliet 2'],
    ['Juliet 2', 'Juliet 3'],
    ['R2', 'R2 2'],
  ])('are called something else where %s is taken', (nick, other) => {
    expect(otherNick(nick)).toBe(other);
  });
});
