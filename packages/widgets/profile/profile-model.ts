/**
 * What somebody says of themselves, made of packets: vCard, picture, nickname, mood, tune; and how one
 * stands to them.
 */
import { bareOf } from '@xec/state';
import type { PacketOf } from '@xec/packet-source';

/** The keys that a profile is made of. */
export const profileKeys = [
  'session_state',
  'vcard',
  'vcard4_retract',
  'vcard4_get_handle',
  'avatarmetadata',
  'avatarmetadata_retract',
  'avatar_getmetadata_handle',
  'avatar_get_handle',
  'nickname',
  'nickname_retract',
  'nickname_get_handle',
  'mood',
  'mood_retract',
  'mood_get_handle',
  'tune',
  'tune_retract',
  'tune_get_handle',
  'roster_getlist_handle',
  'roster',
  'blocking_request_handle',
  'blocked',
  'unblocked',
] as const;

export type ProfilePacket = PacketOf<(typeof profileKeys)[number]>;
type Content<K extends ProfilePacket['key']> = Extract<ProfilePacket, { key: K }>['content'];

export type Vcard = Content<'vcard'>['content'];
export type Mood = Content<'mood'>['content'];
export type Tune = Content<'tune'>['content'];

/** So many blocked addresses are known. */
const MOST_BLOCKED = 5000;

export class ProfileModel {
  /** One's own bare JID, once there was a session. */
  self: string | undefined = undefined;
  vcard: Vcard = {};
  nick: string | undefined = undefined;
  mood: Mood = {};
  tune: Tune = {};
  /** The hash of the picture to ask for; `undefined`: there is none. */
  pictureId: string | undefined = undefined;
  /** The picture in base64, once it came. */
  picture: string | undefined = undefined;
  /** What one calls them; `undefined`: they are no contact. */
  contactName: string | undefined = undefined;
  readonly #blocked = new Set<string>();

  /** @param jid whose, a bare JID; `undefined`: one's own */
  constructor(readonly wanted?: string) {}

  /** Whose profile this is. */
  get jid(): string | undefined {
    return this.wanted ?? this.self;
  }

  get isBlocked(): boolean {
    return this.#blocked.has(this.jid ?? '');
  }

  /** What to call them: as one calls them oneself, else as they do. */
  get name(): string {
    const { contactName, nick, vcard, jid = '' } = this;
    return contactName || nick || vcard.fn || jid.split('@', 1)[0] || jid;
  }

  reset(): void {
    this.vcard = {};
    this.mood = {};
    this.tune = {};
    this.nick = undefined;
    this.pictureId = undefined;
    this.picture = undefined;
    this.contactName = undefined;
    this.#blocked.clear();
  }

  apply(packet: ProfilePacket): void {
    const { key, content } = packet;
    switch (key) {
      case 'session_state':
        if (content.state === 'online') this.self = bareOf(content.jid);
        return;
      case 'roster_getlist_handle':
        this.contactName = undefined;
        for (const item of content.items) this.#meet(item);
        return;
      case 'roster':
        this.#meet(content.item);
        return;
      case 'blocking_request_handle':
        this.#blocked.clear();
        this.#block(content.jids);
        return;
      case 'blocked':
        this.#block(content.jids);
        return;
      case 'unblocked':
        if ('all' in content) this.#blocked.clear();
        else for (const jid of content.jids) this.#blocked.delete(jid);
        return;
      default:
        // Everything else is somebody's word about themselves.
        if (content.from === this.jid) this.#hear(packet);
    }
  }

  #hear({ key, content }: ProfilePacket): void {
    switch (key) {
      case 'vcard':
        this.vcard = content.content;
        return;
      case 'vcard4_retract':
        this.vcard = {};
        return;
      case 'vcard4_get_handle':
        this.vcard = content.items.at(-1)?.content ?? {};
        return;
      case 'avatarmetadata':
        this.#see(content.content);
        return;
      case 'avatarmetadata_retract':
        this.#see({ infos: [] });
        return;
      case 'avatar_getmetadata_handle':
        this.#see(content.items.at(-1)?.content ?? { infos: [] });
        return;
      case 'avatar_get_handle':
        if (content.id === this.pictureId) this.picture = content.base64;
        return;
      case 'nickname':
        this.nick = content.content.nick;
        return;
      case 'nickname_retract':
        this.nick = undefined;
        return;
      case 'nickname_get_handle':
        this.nick = content.items.at(-1)?.content.nick;
        return;
      case 'mood':
        this.mood = content.content;
        return;
      case 'mood_retract':
        this.mood = {};
        return;
      case 'mood_get_handle':
        this.mood = content.items.at(-1)?.content ?? {};
        return;
      case 'tune':
        this.tune = content.content;
        return;
      case 'tune_retract':
        this.tune = {};
        return;
      case 'tune_get_handle':
        this.tune = content.items.at(-1)?.content ?? {};
        return;
      default:
        return; // the others are nobody's word
    }
  }

  /** One that is stored at their account, and not at an address: loading that tells who looks. */
  #see({ infos }: Content<'avatarmetadata'>['content']): void {
    const info = infos.find(({ url, type }) => url === undefined && type.startsWith('image/'));
    if (info?.id !== this.pictureId) this.picture = undefined;
    this.pictureId = info?.id;
  }

  #meet({ jid, name, subscription }: { jid: string; name?: string; subscription: string }): void {
    if (jid !== this.jid) return;
    this.contactName = subscription === 'remove' ? undefined : (name ?? jid.split('@', 1)[0]);
  }

  #block(jids: readonly string[]): void {
    for (const jid of jids.slice(0, MOST_BLOCKED)) this.#blocked.add(jid);
  }
}
