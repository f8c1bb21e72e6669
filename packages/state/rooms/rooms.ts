/**
 * Rooms that we are in: who is there, what we may do, what it is about.
 */
import type { PacketOf } from '@xec/packet-source';
import { putBounded } from '../bounded.js';
import { Changes } from '../changes.js';
import { bareOf, localOf } from '../jids.js';

/** The keys rooms are made of. */
export const roomKeys = [
  'session_state',
  'mucuser',
  'presence_muc_handle',
  'presence_muc_create_handle',
  'subject',
  'muc_discorequest_handle',
  'muc_changenick_handle',
  'bookmark2',
  'bookmark2_retract',
  'bookmark2_get_handle',
] as const;

export type RoomPacket = PacketOf<(typeof roomKeys)[number]>;

/** Somebody in a room. */
export type RoomOccupant = Pick<
  PacketOf<'mucuser'>['content'],
  'nick' | 'affiliation' | 'role' | 'jid' | 'show' | 'status' | 'occupantId' | 'hats'
>;

export type Bookmark = PacketOf<'bookmark2'>['content']['content'];

/** How many rooms are kept, occupants of one, and bookmarks. */
const MOST_ROOMS = 200;
const MOST_OCCUPANTS = 2000;
const MOST_BOOKMARKS = 500;

/** A room as interfaces see it. */
export interface Room {
  readonly jid: string;
  readonly name: string;
  /** Our nickname there; absent: we are not in it. */
  readonly nick: string | undefined;
  readonly subject: string | undefined;
  /** We, as the room says: our role and affiliation. */
  readonly self: RoomOccupant | undefined;
  /** Moderators first, then by name. */
  readonly occupants: readonly RoomOccupant[];
}

interface Known {
  nick?: string;
  name?: string;
  subject?: string;
  readonly occupants: Map<string, RoomOccupant>;
}

const ranks = { moderator: 0, participant: 1, visitor: 2, none: 3 };

export class Rooms {
  readonly #changes = new Changes();
  readonly onChange = this.#changes.onChange;
  readonly #rooms = new Map<string, Known>();
  readonly #bookmarks = new Map<string, Bookmark>();

  /** Rooms that we are in, by name. */
  get joined(): readonly Room[] {
    return [...this.#rooms]
      .filter(([, { nick }]) => nick !== undefined)
      .map(([jid]) => this.room(jid))
      .sort((one, other) => one.name.localeCompare(other.name));
  }

  /** Rooms that the account comes back to. */
  get bookmarks(): readonly Bookmark[] {
    return [...this.#bookmarks.values()];
  }

  /** What is known of a room, which need not be joined. */
  room(jid: string): Room {
    const known = this.#rooms.get(jid);
    const occupants = [...(known?.occupants.values() ?? [])].sort(
      (one, other) => ranks[one.role] - ranks[other.role] || one.nick.localeCompare(other.nick),
    );
    const nick = known?.nick;
    return {
      jid,
      name: this.#bookmarks.get(jid)?.name ?? known?.name ?? localOf(jid),
      nick,
      subject: known?.subject,
      self: nick === undefined ? undefined : known?.occupants.get(nick),
      occupants,
    };
  }

  /** Whether that JID is known to be a room. */
  isRoom(jid: string): boolean {
    return this.#rooms.has(jid) || this.#bookmarks.has(jid);
  }

  forget(): void {
    this.#rooms.clear();
    this.#bookmarks.clear();
    this.#changes.tell();
  }

  apply({ key, content }: RoomPacket): void {
    switch (key) {
      case 'session_state':
        // A new stream is in no room.
        if (content.state === 'online' && content.resumed !== true) this.#leaveAll();
        break;
      case 'presence_muc_handle':
      case 'presence_muc_create_handle':
        this.#know(content.room).nick = content.nick;
        break;
      case 'mucuser':
        this.#hear(content);
        break;
      case 'subject':
        if (content.type !== 'groupchat') return;
        this.#know(bareOf(content.from)).subject = content.subject ?? '';
        break;
      case 'muc_discorequest_handle':
        if (content.name !== undefined) this.#know(content.room).name = content.name;
        break;
      case 'muc_changenick_handle':
        this.#know(content.room).nick = content.nick;
        break;
      case 'bookmark2':
        putBounded(this.#bookmarks, content.content.jid, content.content, MOST_BOOKMARKS);
        break;
      case 'bookmark2_retract':
        this.#bookmarks.delete(content.id);
        break;
      case 'bookmark2_get_handle':
        for (const { content: bookmark } of content.items) {
          putBounded(this.#bookmarks, bookmark.jid, bookmark, MOST_BOOKMARKS);
        }
        break;
    }
    this.#changes.tell();
  }

  #hear(occupant: PacketOf<'mucuser'>['content']): void {
    const { room, nick, type, isSelf, newNick } = occupant;
    const known = this.#know(room);
    if (type === 'available') {
      putBounded(known.occupants, nick, occupant, MOST_OCCUPANTS);
      if (isSelf === true) known.nick = nick;
      return;
    }
    known.occupants.delete(nick);
    if (isSelf !== true) return;
    if (newNick !== undefined) known.nick = newNick;
    else {
      delete known.nick;
      known.occupants.clear();
    }
  }

  #know(jid: string): Known {
    const known = this.#rooms.get(jid) ?? { occupants: new Map<string, RoomOccupant>() };
    putBounded(this.#rooms, jid, known, MOST_ROOMS);
    return known;
  }

  #leaveAll(): void {
    for (const known of this.#rooms.values()) {
      delete known.nick;
      known.occupants.clear();
    }
  }
}
