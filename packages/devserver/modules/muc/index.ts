/**
 * XEP-0045: Multi-User Chat, version 1.35.5 (2026-05-03), with XEP-0359, XEP-0410, XEP-0421 and XEP-0486,
 * as far as people who try the library, and its suites, need it. Rooms live in memory.
 * https://xmpp.org/extensions/xep-0045.html
 */
import type { Host } from '../../host.js';
import { refuse } from '../../router.js';
import type { Session } from '../../session.js';
import type { Module } from '../module.js';
import { takeIq } from './iq.js';
import { leave, takePresence } from './presence.js';
import { Rooms } from './rooms.js';
import { takeMessage } from './talk.js';

const takers = { iq: takeIq, message: takeMessage, presence: takePresence } as const;

export const muc = (host: Host): Module => {
  const rooms = new Rooms(host);
  const leaveAll = (session: Session): void => {
    for (const room of rooms.all()) {
      const occupant = room.find(session);
      if (occupant !== undefined) leave(rooms, room, occupant);
    }
  };
  return {
    name: 'muc',
    domain: `conference.${host.domain}`,
    receive: (stanza, to, sender) => {
      // Components have no sessions, and are not let in.
      const session = [...(sender.account?.sessions.values() ?? [])].find(
        (each) => each === sender,
      );
      if (session === undefined) return refuse(sender, stanza, 'not-allowed');
      takers[stanza.getName() as keyof typeof takers](rooms, stanza, to, session); // one of the three
    },
    unavailable: leaveAll,
    ended: leaveAll,
  };
};
