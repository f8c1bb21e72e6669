/**
 * A room, as interfaces see it.
 */
import type { PacketOf } from '@xec/packet-source';

/** The keys rooms are made of. */
export const roomKeys = [
  'session_state',
  'presence_muc_handle',
  'presence_muc_create_handle',
  'mucuser',
  'mucinvite',
  'subject',
  'muc_changenick_handle',
  'muc_setconfig_handle',
  'muc_createchannel_handle',
  'muc_creategroupchat_handle',
  'muc_discorequest_handle',
  'muc_destroy_handle',
  'bookmark2',
  'bookmark2_retract',
  'bookmark2_get_handle',
] as const;

export type RoomPacket = PacketOf<(typeof roomKeys)[number]>;

/** What a packet of that key says. */
export type RoomContent<K extends RoomPacket['key']> = Extract<RoomPacket, { key: K }>['content'];

/** Somebody in a room. */
export type Occupant = RoomContent<'mucuser'>;
export type Bookmark = RoomContent<'bookmark2'>['content'];
export type Invitation = RoomContent<'mucinvite'>;

/** A room as interfaces see it. */
export interface Room {
  readonly jid: string;
  readonly name: string;
  /** What it says about itself. */
  readonly description: string | undefined;
  readonly subject: string;
  /** Our nickname there; `undefined`: we are not in it. */
  readonly nick: string | undefined;
  /** We, as the room says: our role and affiliation. */
  readonly self: Occupant | undefined;
  /** We made it, and others stay outside until it is set up. */
  readonly isNew: boolean;
  /** Moderators first, then by name. */
  readonly occupants: readonly Occupant[];
  readonly bookmark: Bookmark | undefined;
  /** Why we are not in it any more, where somebody else decided that. */
  readonly farewell: Farewell | undefined;
}

/** How one came to be outside. */
export interface Farewell {
  readonly how: 'kicked' | 'banned' | 'destroyed' | 'members-only' | 'shutdown' | 'removed';
  readonly by?: string;
  readonly reason?: string;
  /** Where to go instead. */
  readonly alternate?: string;
}

/** Status codes of XEP-0045 section 15.6.2 that say why somebody is outside. */
const farewells: readonly (readonly [number, Farewell['how']])[] = [
  [301, 'banned'],
  [307, 'kicked'],
  [321, 'removed'],
  [322, 'members-only'],
  [332, 'shutdown'],
];

/** @returns `undefined` where one went by oneself */
export function farewellOf({ codes, actor, reason, destroyed }: Occupant): Farewell | undefined {
  if (destroyed !== undefined) {
    const { alternate, reason: why } = destroyed;
    return {
      how: 'destroyed',
      ...(why !== undefined && { reason: why }),
      ...(alternate !== undefined && { alternate }),
    };
  }
  const how = farewells.find(([code]) => codes.includes(code))?.[1];
  const by = actor?.nick ?? actor?.jid;
  return how && { how, ...(by !== undefined && { by }), ...(reason !== undefined && { reason }) };
}
