/**
 * Rooms that we are in, or come back to: who is there, what we may do, what it is about. What is said in
 * them is not here.
 */
import { putBounded } from '../bounded.js';
import { Changes } from '../changes.js';
import { bareOf, localOf } from '../jids.js';
import {
  farewellOf,
  type Bookmark,
  type Farewell,
  type Invitation,
  type Occupant,
  type Room,
  type RoomContent,
  type RoomPacket,
} from './room.js';

/** What strangers can make a page keep. */
export const roomLimits = { rooms: 500, occupants: 5000, invitations: 50 } as const;

interface Known {
  name: string | undefined;
  description: string | undefined;
  subject: string;
  nick: string | undefined;
  isNew: boolean;
  farewell: Farewell | undefined;
  readonly occupants: Map<string, Occupant>;
}

const ranks = { moderator: 0, participant: 1, visitor: 2, none: 3 };

export class Rooms {
  readonly #changes = new Changes();
  readonly onChange = this.#changes.onChange;
  /** Who we are: a full JID, once there was a session. */
  self: string | undefined = undefined;
  /** Whether the bookmarks have come, or cannot. */
  isKnown = false;
  readonly #rooms = new Map<string, Known>();
  readonly #bookmarks = new Map<string, Bookmark>();
  readonly #invitations = new Map<string, Invitation>();

  /** Those we are in, are bookmarked or were sent out of: those we are in first, then by name. */
  get all(): readonly Room[] {
    return [...new Set([...this.#rooms.keys(), ...this.#bookmarks.keys()])]
      .map((jid) => this.room(jid))
      .filter(({ nick, bookmark, farewell }) => nick ?? bookmark ?? farewell)
      .sort(
        (one, other) =>
          Number(one.nick === undefined) - Number(other.nick === undefined) ||
          one.name.localeCompare(other.name),
      );
  }

  /** Rooms that we are in, by name. */
  get joined(): readonly Room[] {
    return this.all.filter(({ nick }) => nick !== undefined);
  }

  /** Rooms that the account comes back to. */
  get bookmarks(): readonly Bookmark[] {
    return [...this.#bookmarks.values()];
  }

  /** Invitations that nobody answered. */
  get invitations(): readonly Invitation[] {
    return [...this.#invitations.values()];
  }

  /** What is known of a room, which need not be joined. */
  room(jid: string): Room {
    const known = this.#rooms.get(jid);
    const bookmark = this.#bookmarks.get(jid);
    const { description, subject = '', nick, isNew = false, farewell } = known ?? {};
    const occupants = [...(known?.occupants.values() ?? [])].sort(
      (one, other) => ranks[one.role] - ranks[other.role] || one.nick.localeCompare(other.nick),
    );
    return {
      ...{ jid, description, subject, nick, isNew, farewell, bookmark, occupants },
      name: bookmark?.name ?? known?.name ?? localOf(jid),
      self: nick === undefined ? undefined : known?.occupants.get(nick),
    };
  }

  /** Whether that JID is known to be a room. */
  isRoom(jid: string): boolean {
    return this.#rooms.has(jid) || this.#bookmarks.has(jid);
  }

  /** An invitation was taken, or is not wanted. */
  answered(room: string): void {
    this.#invitations.delete(room);
    this.#changes.tell();
  }

  /** Why we are outside was read. */
  read(room: string): void {
    const known = this.#rooms.get(room);
    if (known !== undefined) known.farewell = undefined;
    this.#changes.tell();
  }

  forget(): void {
    this.isKnown = false;
    this.#rooms.clear();
    this.#bookmarks.clear();
    this.#invitations.clear();
    this.#changes.tell();
  }

  apply(packet: RoomPacket): void {
    this.#take(packet);
    this.#changes.tell();
  }

  #take({ key, content }: RoomPacket): void {
    switch (key) {
      case 'session_state':
        this.#follow(content);
        return;
      case 'presence_muc_handle':
        this.#enter(content);
        return;
      case 'presence_muc_create_handle':
        Object.assign(this.#know(content.room), { nick: content.nick, isNew: true });
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
        this.#know(content.room).nick = content.nick;
        return;
      case 'muc_setconfig_handle':
      case 'muc_createchannel_handle':
      case 'muc_creategroupchat_handle':
        this.#know(content.room).isNew = false;
        return;
      case 'muc_discorequest_handle': {
        const { name, description } = content;
        Object.assign(this.#know(content.room), { name, description });
        return;
      }
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
  #follow(state: RoomContent<'session_state'>): void {
    if (state.state !== 'online') return;
    this.self = state.jid;
    if (state.resumed === true) return;
    for (const known of this.#rooms.values()) {
      known.nick = undefined;
      known.occupants.clear();
    }
  }

  #enter({ room, nick }: RoomContent<'presence_muc_handle'>): void {
    Object.assign(this.#know(room), { nick, farewell: undefined });
    this.#invitations.delete(room);
  }

  #hear(occupant: Occupant): void {
    const { room, nick, type, isSelf, newNick } = occupant;
    const known = this.#know(room);
    if (type === 'available') {
      if (known.occupants.size < roomLimits.occupants || known.occupants.has(nick)) {
        known.occupants.set(nick, occupant);
      }
      if (isSelf === true) known.nick = nick;
      return;
    }
    known.occupants.delete(nick);
    if (isSelf !== true) return;
    known.nick = newNick;
    if (newNick !== undefined) return;
    known.occupants.clear();
    known.farewell = farewellOf(occupant);
  }

  #setSubject({ from, subject, type }: RoomContent<'subject'>): void {
    // Whoever is not in that room may say what they like.
    const known = type === 'groupchat' ? this.#rooms.get(bareOf(from)) : undefined;
    if (known !== undefined) known.subject = subject ?? '';
  }

  #invite(invitation: Invitation): void {
    if (this.#rooms.get(invitation.room)?.nick !== undefined) return;
    putBounded(this.#invitations, invitation.room, invitation, roomLimits.invitations);
  }

  #mark(bookmark: Bookmark): void {
    putBounded(this.#bookmarks, bookmark.jid, bookmark, roomLimits.rooms);
  }

  #know(jid: string): Known {
    const known = this.#rooms.get(jid) ?? {
      ...{ name: undefined, description: undefined, subject: '', nick: undefined },
      ...{ isNew: false, farewell: undefined, occupants: new Map<string, Occupant>() },
    };
    putBounded(this.#rooms, jid, known, roomLimits.rooms);
    return known;
  }
}
