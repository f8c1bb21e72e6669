/**
 * A room and who is in it. It knows nothing of stanzas that come in.
 */
import { createHash } from 'node:crypto';
import {
  copyElement,
  hatsElement,
  mucUserElement,
  occupantIdElement,
  presenceStanza,
  readCount,
  type Affiliation,
  type Destruction,
  type Element,
  type MucItem,
  type Role,
  type XmlElement,
} from '@xec/stanza';
import { Archive } from '../../archive.js';
import type { Session } from '../../session.js';
import { RoomConfig } from './config.js';

export interface Occupant {
  nick: string;
  readonly session: Session;
  role: Role;
  /** What they said of themselves: the children of their presence. */
  presence: XmlElement;
}

/** What is said with a presence beside what the occupant said. */
export interface Told {
  readonly codes?: readonly number[];
  /** Codes for the occupant alone. */
  readonly selfCodes?: readonly number[];
  readonly actor?: Occupant | undefined;
  readonly reason?: string | undefined;
  readonly newNick?: string;
  readonly destroyed?: Destruction;
}

/** So many messages are kept for those who come. */
const MAX_HISTORY = 20;

export class Room {
  readonly config = new RoomConfig();
  /** By nickname. */
  readonly occupants = new Map<string, Occupant>();
  /** By bare JID. */
  readonly affiliations = new Map<string, Affiliation>();
  readonly history: XmlElement[] = [];
  readonly archive: Archive;
  subject: XmlElement | undefined;
  vcard: XmlElement | undefined;
  /** Whether it waits for its first configuration (XEP-0045 section 10.1). */
  isLocked = true;

  constructor(
    readonly jid: string,
    /** Makes occupant ids that say nothing about JIDs. */
    private readonly secret: string,
    newId: () => string,
  ) {
    this.archive = new Archive(newId);
  }

  affiliationOf(bare: string): Affiliation {
    return this.affiliations.get(bare) ?? 'none';
  }

  /** The role that somebody comes in with (section 5.1.2). */
  firstRole(bare: string): Role {
    const affiliation = this.affiliationOf(bare);
    if (affiliation === 'owner' || affiliation === 'admin') return 'moderator';
    return affiliation === 'none' && this.config.is('moderatedroom') ? 'visitor' : 'participant';
  }

  find(session: Session): Occupant | undefined {
    return [...this.occupants.values()].find((occupant) => occupant.session === session);
  }

  all(bare: string): Occupant[] {
    return [...this.occupants.values()].filter(({ session }) => session.account.jid === bare);
  }

  addressOf({ nick }: Pick<Occupant, 'nick'>): string {
    return `${this.jid}/${nick}`;
  }

  occupantId(bare: string): string {
    return createHash('sha256').update(`${this.secret} ${this.jid} ${bare}`).digest('base64');
  }

  /** Tells everybody, the occupant last (section 7.2.2), that they are there, or have gone. */
  tellAll(occupant: Occupant, type: 'available' | 'unavailable', told: Told = {}): void {
    for (const other of this.occupants.values()) {
      if (other !== occupant) other.session.send(this.presenceOf(occupant, other, type, told));
    }
    occupant.session.send(this.presenceOf(occupant, occupant, type, told));
  }

  /** The presence of `occupant` as `receiver` sees it. */
  presenceOf(
    occupant: Occupant,
    receiver: Occupant,
    type: 'available' | 'unavailable' = 'available',
    told: Told = {},
  ): XmlElement {
    const isSelf = occupant === receiver;
    const maySee =
      isSelf || receiver.role === 'moderator' || this.config.text('whois') === 'anyone';
    const bare = occupant.session.account.jid;
    const item: MucItem = {
      affiliation: this.affiliationOf(bare),
      role: type === 'unavailable' && told.newNick === undefined ? 'none' : occupant.role,
      ...(maySee && { jid: occupant.session.address }),
      ...(told.newNick !== undefined && { nick: told.newNick }),
      ...(told.actor !== undefined && { actor: { nick: told.actor.nick } }),
      ...(told.reason !== undefined && { reason: told.reason }),
    };
    const codes = [...(told.codes ?? []), ...(isSelf ? [110, ...(told.selfCodes ?? [])] : [])];
    const said = type === 'available' ? occupant.presence.children : [];
    const stanza = presenceStanza({
      to: receiver.session.address,
      ...(type === 'unavailable' && { type }),
    });
    stanza.attrs['from'] = this.addressOf(occupant);
    for (const child of said) if (typeof child !== 'string') stanza.cnode(copyElement(child));
    stanza.cnode(occupantIdElement(this.occupantId(bare)));
    const destroyed = told.destroyed && { destroyed: told.destroyed };
    stanza.cnode(mucUserElement({ items: [item], codes, ...destroyed }));
    if (type === 'available' && item.affiliation === 'owner') stanza.cnode(hatsElement([ownerHat]));
    return stanza;
  }

  /** Sends everybody a copy. */
  sayAll(stanza: Element): void {
    for (const { session } of this.occupants.values()) session.send(addressed(stanza, session));
  }

  keep(message: XmlElement): void {
    this.history.push(message);
    if (this.history.length > MAX_HISTORY) this.history.shift();
  }
}

/** Something to see for those who show hats (XEP-0317). */
const ownerHat = { uri: 'https://xec.example/hats#owner', title: 'Owner' };

export function addressed(stanza: Element, session: Session): XmlElement {
  const copy = copyElement(stanza);
  copy.attrs['to'] = session.address;
  return copy;
}

/** How many messages of its history somebody would like (section 7.2.14). */
export function wantedHistory(history: readonly XmlElement[], x: Element): readonly XmlElement[] {
  const el = x.getChild('history');
  const most = readCount(el?.attrs['maxstanzas']);
  if (readCount(el?.attrs['maxchars']) === 0 || most === 0) return [];
  return most === undefined ? history : history.slice(-most);
}
