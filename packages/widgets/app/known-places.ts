/**
 * Whom and what one may go to, made of packets: contacts, rooms with a bookmark or an invitation, and who wrote.
 */
import { bareOf, localOf, putBounded } from '@xec/state';
import type { PacketOf } from '@xec/packet-source';

export const placeKeys = [
  'roster_getlist_handle',
  'roster',
  'bookmark2',
  'bookmark2_retract',
  'bookmark2_get_handle',
  'mucinvite',
  'message',
] as const;

export type PlacePacket = PacketOf<(typeof placeKeys)[number]>;

export interface KnownPlace {
  readonly jid: string;
  readonly name: string;
  readonly kind: 'person' | 'room';
}

/** So many who are no contacts, and so many invitations, are remembered; the oldest is forgotten then. */
const MOST_KEPT = 200;

export class KnownPlaces {
  readonly #contacts = new Map<string, KnownPlace>();
  readonly #rooms = new Map<string, KnownPlace>();
  /** Rooms that one was asked to come to: they have written, and are no people. */
  readonly #invitations = new Map<string, KnownPlace>();
  readonly #strangers = new Map<string, KnownPlace>();

  get all(): readonly KnownPlace[] {
    const all = new Map([
      ...this.#strangers,
      ...this.#contacts,
      ...this.#invitations,
      ...this.#rooms,
    ]);
    return [...all.values()].sort((one, other) => one.name.localeCompare(other.name));
  }

  /** What a JID is called: its own name where nobody gave it one. */
  nameOf(jid: string): string {
    return (this.#rooms.get(jid) ?? this.#contacts.get(jid))?.name ?? localOf(jid);
  }

  /** Those that a few letters may mean: whose names begin with them before all others. */
  find(text: string): readonly KnownPlace[] {
    const wanted = text.trim().toLocaleLowerCase();
    const rank = ({ name, jid }: KnownPlace): number => {
      const called = name.toLocaleLowerCase();
      if (called.startsWith(wanted)) return 0;
      return called.includes(wanted) || jid.includes(wanted) ? 1 : 2;
    };
    return this.all
      .filter((place) => rank(place) < 2)
      .sort((one, other) => rank(one) - rank(other));
  }

  reset(): void {
    this.#contacts.clear();
    this.#rooms.clear();
    this.#invitations.clear();
    this.#strangers.clear();
  }

  apply({ key, content }: PlacePacket): void {
    switch (key) {
      case 'roster_getlist_handle':
        this.#contacts.clear();
        for (const { jid, name } of content.items) this.#contacts.set(jid, person(jid, name));
        return;
      case 'roster':
        if (content.item.subscription === 'remove') this.#contacts.delete(content.item.jid);
        else this.#contacts.set(content.item.jid, person(content.item.jid, content.item.name));
        return;
      case 'bookmark2':
        this.#keepRoom(content.content);
        return;
      case 'bookmark2_get_handle':
        for (const item of content.items) this.#keepRoom(item.content);
        return;
      case 'bookmark2_retract':
        this.#rooms.delete(content.id);
        return;
      case 'mucinvite':
        putBounded(this.#invitations, content.room, room(content.room, undefined), MOST_KEPT);
        return;
      case 'message':
        if (content.type !== 'groupchat' && content.body !== undefined) this.#meet(content.from);
    }
  }

  #keepRoom({ jid, name }: { readonly jid: string; readonly name?: string | undefined }): void {
    this.#rooms.set(jid, room(jid, name));
  }

  #meet(from: string): void {
    const jid = bareOf(from);
    putBounded(this.#strangers, jid, person(jid, undefined), MOST_KEPT);
  }
}

const placeOf =
  (kind: KnownPlace['kind']) =>
  (jid: string, name: string | undefined): KnownPlace => ({
    jid,
    name: name ?? localOf(jid),
    kind,
  });
const person = placeOf('person');
const room = placeOf('room');
