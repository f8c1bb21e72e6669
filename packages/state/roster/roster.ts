/**
 * Contacts, their presence, and who asks to become one.
 */
import type { PacketOf } from '@xec/packet-source';
import { putBounded } from '../bounded.js';
import { Changes } from '../changes.js';
import { bareOf, localOf } from '../jids.js';

/** The keys a roster is made of. */
export const rosterKeys = [
  'session_state',
  'roster_getlist_handle',
  'roster',
  'presence',
  'subscribe',
  'presence_subscribed_handle',
  'presence_unsubscribed_handle',
  'blocked',
  'blocking_block_handle',
] as const;

export type RosterPacket = PacketOf<(typeof rosterKeys)[number]>;

/** How reachable somebody is, the best first. */
export const availabilities = ['chat', 'online', 'away', 'xa', 'dnd', 'offline'] as const;
export type Availability = (typeof availabilities)[number];

/** A contact as people see it. */
export interface Contact {
  readonly jid: string;
  readonly name: string;
  /** Whether it has a name of its own in the roster. */
  readonly isNamed: boolean;
  /** Whether it is in the roster. */
  readonly isListed: boolean;
  readonly groups: readonly string[];
  readonly subscription: 'none' | 'to' | 'from' | 'both';
  /** We asked to see its presence, and have no answer yet. */
  readonly isAsked: boolean;
  readonly availability: Availability;
  /** What the contact says about itself. */
  readonly status: string | undefined;
}

/** Somebody who asks to see our presence. */
export type SubscriptionRequest = PacketOf<'subscribe'>['content'];

type Presence = PacketOf<'presence'>['content'];
type Item = PacketOf<'roster_getlist_handle'>['content']['items'][number];

/** How many people's presences are kept, and how many clients of one. */
const MOST_PEOPLE = 5000;
const MOST_RESOURCES = 50;
/** How many requests wait for an answer: anybody can send them. */
const MOST_REQUESTS = 100;

export class Roster {
  readonly #changes = new Changes();
  readonly onChange = this.#changes.onChange;
  readonly #items = new Map<string, Item>();
  /** Presences of available resources, by bare JID and full JID. */
  readonly #presences = new Map<string, Map<string, Presence>>();
  readonly #requests = new Map<string, SubscriptionRequest>();
  /** Whether there is no stream: nobody's presence is known then. */
  #isAway = false;
  #contacts: readonly Contact[] | undefined = undefined;

  /** Whether the roster has come. */
  isKnown = false;

  /** The contacts: who can be reached first, then by name. */
  get contacts(): readonly Contact[] {
    this.#contacts ??= [...this.#items.keys()]
      .map((jid) => this.contact(jid))
      .sort(
        (one, other) =>
          Number(one.availability === 'offline') - Number(other.availability === 'offline') ||
          one.name.localeCompare(other.name) ||
          (one.jid < other.jid ? -1 : 1),
      );
    return this.#contacts;
  }

  /** Who asks to see our presence, the first first. */
  get requests(): readonly SubscriptionRequest[] {
    return [...this.#requests.values()];
  }

  /** All names of groups, in their order. */
  get groups(): readonly string[] {
    const names = new Set([...this.#items.values()].flatMap(({ groups }) => groups));
    return [...names].sort((one, other) => one.localeCompare(other));
  }

  /** What is known of somebody, who need not be in the roster. */
  contact(jid: string): Contact {
    const item = this.#items.get(jid);
    const presences = this.#isAway ? [] : [...(this.#presences.get(jid)?.values() ?? [])];
    const [best] = presences.sort((one, other) => other.priority - one.priority);
    return {
      jid,
      name: item?.name ?? localOf(jid),
      isNamed: item?.name !== undefined,
      isListed: item !== undefined,
      groups: item?.groups ?? [],
      subscription: item?.subscription ?? 'none',
      isAsked: item?.ask === true,
      availability: best === undefined ? 'offline' : (best.show ?? 'online'),
      status: best?.status?.[0]?.text,
    };
  }

  forget(): void {
    this.isKnown = false;
    this.#isAway = false;
    for (const each of [this.#items, this.#presences, this.#requests]) each.clear();
    this.#tell();
  }

  apply({ key, content }: RosterPacket): void {
    switch (key) {
      case 'session_state':
        this.#isAway = content.state !== 'online';
        // A new stream is told everybody's presence anew; one that goes on only what changed.
        if (content.state === 'online' && content.resumed !== true) this.#presences.clear();
        break;
      case 'roster_getlist_handle':
        this.isKnown = true;
        this.#items.clear();
        for (const item of content.items) this.#items.set(item.jid, item);
        break;
      case 'roster':
        this.#change(content.item);
        break;
      case 'presence':
        this.#hear(content);
        break;
      case 'subscribe':
        putBounded(this.#requests, content.jid, content, MOST_REQUESTS);
        break;
      case 'presence_subscribed_handle':
      case 'presence_unsubscribed_handle':
        this.#requests.delete(content.to);
        break;
      case 'blocked':
      case 'blocking_block_handle':
        for (const jid of content.jids) this.#requests.delete(jid);
        break;
    }
    this.#tell();
  }

  #change(item: PacketOf<'roster'>['content']['item']): void {
    const { subscription } = item;
    if (subscription === 'remove') this.#items.delete(item.jid);
    else this.#items.set(item.jid, { ...item, subscription });
    if (subscription === 'from' || subscription === 'both') this.#requests.delete(item.jid);
  }

  #hear(presence: Presence): void {
    const { jid, type } = presence;
    const bare = bareOf(jid);
    if (type === 'available') {
      const resources = this.#presences.get(bare) ?? new Map<string, Presence>();
      putBounded(resources, jid, presence, MOST_RESOURCES);
      putBounded(this.#presences, bare, resources, MOST_PEOPLE);
    } else if (type === 'unavailable' || type === 'error') {
      // Of a bare JID it speaks for all resources.
      if (jid === bare) this.#presences.delete(bare);
      else this.#presences.get(bare)?.delete(jid);
    }
  }

  #tell(): void {
    this.#contacts = undefined;
    this.#changes.tell();
  }
}
