/**
 * The rooms of one service.
 */
import type { Jid, XmlElement } from '@xec/stanza';
import type { Host } from '../../host.js';
import { Room } from './room.js';

export class Rooms {
  readonly #rooms = new Map<string, Room>();
  readonly #secret: string;

  constructor(private readonly host: Host) {
    this.#secret = host.randomId();
  }

  /** By bare JID. */
  find(jid: string): Room | undefined {
    return this.#rooms.get(jid);
  }

  all(): readonly Room[] {
    return [...this.#rooms.values()];
  }

  /** Makes a room; who does is its owner (XEP-0045 section 10.1). */
  create(jid: string, owner: string): Room {
    const room = new Room(jid, this.#secret, () => this.newId());
    room.affiliations.set(owner, 'owner');
    this.#rooms.set(jid, room);
    return room;
  }

  forget(room: Room): void {
    this.#rooms.delete(room.jid);
  }

  newId(): string {
    return this.host.randomId();
  }

  /** Sends a message of a room to an account of this server, as if it came from another one. */
  deliver(message: XmlElement, to: Jid): void {
    if (to.domain === this.host.domain) this.host.router.deliver(message, to);
  }
}
