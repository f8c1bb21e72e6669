/**
 * Contacts and their presence, made of packets.
 */
import { bareOf, localOf } from './jids.js';
import type { PacketOf } from '@xec/packet-source';

/** The keys a roster is made of. */
export const rosterKeys = [
  'session_state',
  'roster_getlist_handle',
  'roster',
  'presence',
  'message',
  'message_displayed_handle',
] as const;

export type RosterPacket = PacketOf<(typeof rosterKeys)[number]>;

/** How reachable somebody is, the best first. */
export const availabilities = ['chat', 'online', 'away', 'xa', 'dnd', 'offline'] as const;
export type Availability = (typeof availabilities)[number];

/** A contact as people see it. */
export interface Contact {
  readonly jid: string;
  readonly name: string;
  readonly availability: Availability;
  /** What the contact says about itself. */
  readonly status: string | undefined;
  /** How many messages of the contact nobody looked at. */
  readonly unread: number;
}

type Presence = Extract<RosterPacket, { key: 'presence' }>['content'];

export class RosterModel {
  /** Names by bare JID. */
  readonly #names = new Map<string, string>();
  /** Presences of available resources, by bare JID and full JID. */
  readonly #presences = new Map<string, Map<string, Presence>>();
  readonly #unread = new Map<string, number>();
  /** Whether there is no stream: nobody's presence is known then. */
  #isAway = false;

  /** The contacts: who can be reached first, then by name. */
  get contacts(): Contact[] {
    return [...this.#names]
      .map(([jid, name]) => this.#contact(jid, name))
      .sort(
        (one, other) =>
          Number(one.availability === 'offline') - Number(other.availability === 'offline') ||
          one.name.localeCompare(other.name),
      );
  }

  /** Whether the roster has come. */
  isKnown = false;

  contact(jid: string): Contact {
    return this.#contact(jid, this.#names.get(jid) ?? localOf(jid));
  }

  /** Somebody looks at the conversation with `jid`. */
  seen(jid: string): void {
    this.#unread.delete(jid);
  }

  reset(): void {
    this.isKnown = false;
    this.#isAway = false;
    this.#names.clear();
    this.#presences.clear();
    this.#unread.clear();
  }

  apply({ key, content }: RosterPacket): void {
    switch (key) {
      case 'session_state':
        this.#isAway = content.state !== 'online';
        // A new stream is told everybody's presence anew; one that goes on only what changed.
        if (content.state === 'online' && content.resumed !== true) this.#presences.clear();
        return;
      case 'roster_getlist_handle':
        this.isKnown = true;
        this.#names.clear();
        for (const { jid, name } of content.items) this.#names.set(jid, name ?? localOf(jid));
        return;
      case 'roster':
        this.#change(content.item);
        return;
      case 'presence':
        this.#hear(content);
        return;
      case 'message': {
        const jid = bareOf(content.from);
        this.#unread.set(jid, (this.#unread.get(jid) ?? 0) + 1);
        return;
      }
      case 'message_displayed_handle':
        this.seen(bareOf(content.to));
        return;
    }
  }

  #change({ jid, name, subscription }: { jid: string; name?: string; subscription: string }): void {
    if (subscription === 'remove') this.#names.delete(jid);
    else this.#names.set(jid, name ?? localOf(jid));
  }

  #hear(presence: Presence): void {
    const { jid, type } = presence;
    const bare = bareOf(jid);
    if (type === 'available') {
      const resources = this.#presences.get(bare) ?? new Map<string, Presence>();
      this.#presences.set(bare, resources.set(jid, presence));
    } else if (type === 'unavailable' || type === 'error') {
      // Of a bare JID it speaks for all resources.
      if (jid === bare) this.#presences.delete(bare);
      else this.#presences.get(bare)?.delete(jid);
    }
  }

  #contact(jid: string, name: string): Contact {
    const presences = this.#isAway ? [] : [...(this.#presences.get(jid)?.values() ?? [])];
    const [best] = presences.sort((one, other) => other.priority - one.priority);
    return {
      jid,
      name,
      availability: best === undefined ? 'offline' : (best.show ?? 'online'),
      status: best?.status?.[0]?.text,
      unread: this.#unread.get(jid) ?? 0,
    };
  }
}
