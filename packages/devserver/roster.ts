/**
 * A user's roster and the subscription states in it (RFC 6121 sections 2 and 3, appendix A).
 */
import { xml, type XmlElement } from '@xec/stanza';

export const NS_ROSTER = 'jabber:iq:roster';

export interface RosterItem {
  readonly jid: string;
  name: string | undefined;
  groups: readonly string[];
  /** We get the contact's presence. */
  to: boolean;
  /** The contact gets our presence. */
  from: boolean;
  /** We asked for `to` and wait ("pending out"). */
  ask: boolean;
  /** The contact's request as it came, while it waits for our answer ("pending in"). */
  request: XmlElement | undefined;
  /** Whether clients see the item; one that holds nothing but a request is not in the roster. */
  isListed: boolean;
}

/** A contact that a server starts with. */
export interface SeedContact {
  readonly jid: string;
  readonly name?: string;
  readonly groups?: readonly string[];
  readonly subscription?: 'none' | 'to' | 'from' | 'both';
}

/** The value of the `subscription` attribute. */
export const subscriptionOf = (item: Pick<RosterItem, 'to' | 'from'>): string =>
  item.to ? (item.from ? 'both' : 'to') : item.from ? 'from' : 'none';

/** The `<item/>` as clients see it. */
export const rosterItem = (item: RosterItem): XmlElement =>
  xml(
    'item',
    {
      jid: item.jid,
      name: item.name,
      subscription: subscriptionOf(item),
      ask: item.ask ? 'subscribe' : undefined,
    },
    item.groups.map((group) => xml('group', {}, group)),
  );

export class Roster {
  readonly #items = new Map<string, RosterItem>();
  readonly #instance = Math.random().toString(36).slice(2, 8);
  #changes = 0;

  /** Changes with each push; other rosters, and this one in another server, never had it. */
  get version(): string {
    return `${this.#instance}-${this.#changes}`;
  }

  /** The entry of the bare JID, listed or not. */
  find(jid: string): RosterItem | undefined {
    return this.#items.get(jid);
  }

  /** The entry of the bare JID; made, unlisted, where there is none. */
  entry(jid: string): RosterItem {
    let item = this.#items.get(jid);
    if (item === undefined) {
      item = {
        jid,
        name: undefined,
        groups: [],
        to: false,
        from: false,
        ask: false,
        request: undefined,
        isListed: false,
      };
      this.#items.set(jid, item);
    }
    return item;
  }

  remove(jid: string): void {
    this.#items.delete(jid);
  }

  /** Every entry, listed or not. */
  all(): RosterItem[] {
    return [...this.#items.values()];
  }

  /** What clients get. */
  listed(): RosterItem[] {
    return this.all().filter((item) => item.isListed);
  }

  /** Counts a change: the next `version` is another one. */
  touch(): void {
    this.#changes += 1;
  }
}
