/**
 * Rooms that one is in, or comes back to, made of packets. What is said in them is not here.
 */
import type { PacketOf } from '@xec/packet-source';

/** The keys that rooms are made of. */
export const roomsKeys = [
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

export type RoomsPacket = PacketOf<(typeof roomsKeys)[number]>;
type Content<K extends RoomsPacket['key']> = Extract<RoomsPacket, { key: K }>['content'];

/** Somebody who is in a room. */
export type Occupant = Content<'mucuser'>;
export type Bookmark = Content<'bookmark2'>['content'];
export type Invitation = Content<'mucinvite'>;

/** A room as people see it. */
export interface Room {
  readonly jid: string;
  readonly name: string;
  /** What it says about itself. */
  readonly description: string | undefined;
  readonly subject: string;
  /** As whom one is in it; `undefined`: one is not. */
  readonly nick: string | undefined;
  /** One made it, and others stay outside until it is set up. */
  readonly isNew: boolean;
  readonly occupants: readonly Occupant[];
  readonly bookmark: Bookmark | undefined;
  /** Why one is not in it any more, where somebody else decided that. */
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

interface Known {
  name: string | undefined;
  description: string | undefined;
  subject: string;
  nick: string | undefined;
  isNew: boolean;
  farewell: Farewell | undefined;
  readonly occupants: Map<string, Occupant>;
}

/** What strangers can make a page keep. */
export const roomLimits = { rooms: 500, occupants: 5000, invitations: 50 } as const;

export class RoomsModel {
  /** Who one is: a full JID, once there was a session. */
  self: string | undefined = undefined;
  /** Whether the bookmarks have come. */
  isKnown = false;
  readonly #rooms = new Map<string, Known>();
  readonly #bookmarks = new Map<string, Bookmark>();
  readonly #invitations = new Map<string, Invitation>();

  /** Those one is in first, then by name. */
  get rooms(): Room[] {
    return [...new Set([...this.#rooms.keys(), ...this.#bookmarks.keys()])]
      .map((jid) => this.room(jid))
      .filter(({ nick, bookmark, farewell }) => nick ?? bookmark ?? farewell)
      .sort(
        (one, other) =>
          Number(one.nick === undefined) - Number(other.nick === undefined) ||
          one.name.localeCompare(other.name),
      );
  }

  /** Invitations that nobody answered. */
  get invitations(): readonly Invitation[] {
    return [...this.#invitations.values()];
  }

  room(jid: string): Room {
    const known = this.#rooms.get(jid);
    const bookmark = this.#bookmarks.get(jid);
    const { description, subject = '', nick, isNew = false, farewell, occupants } = known ?? {};
    return {
      ...{ jid, description, subject, nick, isNew, farewell, bookmark },
      name: bookmark?.name ?? known?.name ?? jid.split('@', 1)[0] ?? jid,
      occupants: [...(occupants?.values() ?? [])],
    };
  }

  /** One's own place in a room; `undefined` outside. */
  selfIn(jid: string): Occupant | undefined {
    const known = this.#rooms.get(jid);
    return known?.nick === undefined ? undefined : known.occupants.get(known.nick);
  }

  /** An invitation was taken, or is not wanted. */
  answered(room: string): void {
    this.#invitations.delete(room);
  }

  /** Why one is outside was read. */
  read(room: string): void {
    const known = this.#rooms.get(room);
    if (known !== undefined) known.farewell = undefined;
  }

  reset(): void {
    this.isKnown = false;
    this.#rooms.clear();
    this.#bookmarks.clear();
    this.#invitations.clear();
  }

  apply(packet: RoomsPacket): void {
    const { key, content } = packet;
    switch (key) {
      case 'session_state':
        this.#follow(content);
        return;
      case 'presence_muc_handle':
        this.#enter(content);
        return;
      case 'presence_muc_create_handle':
        this.#known(content.room).isNew = true;
        return;
      case 'mucuser':
        this.#hear(content);
        return;
      case 'mucinvite':
        this.#invite(content);
        return;
      case 'subject':
        this.#setSubject(content);
        return;
      case 'muc_changenick_handle':
        this.#known(content.room).nick = content.nick;
        return;
      case 'muc_setconfig_handle':
      case 'muc_createchannel_handle':
      case 'muc_creategroupchat_handle':
        this.#known(content.room).isNew = false;
        return;
      case 'muc_discorequest_handle':
        Object.assign(this.#known(content.room), {
          name: content.name,
          description: content.description,
        });
        return;
      case 'muc_destroy_handle':
        this.#rooms.delete(content.room);
        return;
      case 'bookmark2':
        this.#mark(content.content);
        return;
      case 'bookmark2_retract':
        this.#bookmarks.delete(content.id);
        return;
      case 'bookmark2_get_handle':
        this.isKnown = true;
        // A page of them says nothing about the others.
        if (content.next === undefined && content.page === undefined) this.#bookmarks.clear();
        for (const item of content.items) this.#mark(item.content);
        return;
    }
  }

  /** A new stream is in no room; one that goes on in all. */
  #follow(state: Content<'session_state'>): void {
    if (state.state !== 'online') return;
    this.self = state.jid;
    if (state.resumed === true) return;
    for (const known of this.#rooms.values()) {
      known.nick = undefined;
      known.occupants.clear();
    }
  }

  #enter({ room, nick }: Content<'presence_muc_handle'>): void {
    const known = this.#known(room);
    known.nick = nick;
    known.farewell = undefined;
    this.#invitations.delete(room);
  }

  #hear(occupant: Occupant): void {
    const { room, nick, type, isSelf, newNick } = occupant;
    const known = this.#known(room);
    if (type === 'available') {
      if (known.occupants.size < roomLimits.occupants || known.occupants.has(nick)) {
        known.occupants.set(nick, occupant);
      }
      if (isSelf === true) known.nick = nick;
      return;
    }
    known.occupants.delete(nick);
    if (isSelf !== true) return;
    if (newNick !== undefined) {
      known.nick = newNick;
      return;
    }
    known.nick = undefined;
    known.occupants.clear();
    known.farewell = farewellOf(occupant);
  }

  #setSubject({ from, subject, type }: Content<'subject'>): void {
    const room = from.split('/', 1)[0] ?? '';
    // Whoever is not in that room may say what they like.
    const known = type === 'groupchat' ? this.#rooms.get(room) : undefined;
    if (known !== undefined) known.subject = subject ?? '';
  }

  #invite(invitation: Invitation): void {
    if (this.#rooms.get(invitation.room)?.nick !== undefined) return;
    this.#invitations.delete(invitation.room);
    this.#invitations.set(invitation.room, invitation);
    dropOldest(this.#invitations, roomLimits.invitations);
  }

  #mark(bookmark: Bookmark): void {
    this.#bookmarks.set(bookmark.jid, bookmark);
    dropOldest(this.#bookmarks, roomLimits.rooms);
  }

  #known(jid: string): Known {
    const found = this.#rooms.get(jid);
    if (found !== undefined) return found;
    const known: Known = {
      ...{ name: undefined, description: undefined, subject: '', nick: undefined },
      ...{ isNew: false, farewell: undefined, occupants: new Map<string, Occupant>() },
    };
    this.#rooms.set(jid, known);
    dropOldest(this.#rooms, roomLimits.rooms);
    return known;
  }
}

function dropOldest(map: Map<string, unknown>, most: number): void {
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) map.delete(oldest);
}

/** Status codes of XEP-0045 section 15.6.2 that say why somebody is outside. */
const farewells: readonly (readonly [number, Farewell['how']])[] = [
  [301, 'banned'],
  [307, 'kicked'],
  [321, 'removed'],
  [322, 'members-only'],
  [332, 'shutdown'],
];

/** `undefined`: one went by oneself. */
function farewellOf({ codes, actor, reason, destroyed }: Occupant): Farewell | undefined {
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
