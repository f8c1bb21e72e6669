/**
 * XEP-0503: Server-side spaces, version 0.3.0 (2026-05-03).
 * https://xmpp.org/extensions/xep-0503.html
 */
import { readAvatarMetadata, type AvatarMetadata } from '../avatar/index.js';
import { readJid, xml, type XmlElement } from '../core/index.js';
import type { NodeOptions, PubsubItem } from '../pubsub/index.js';

/** What a node is that is a space, its `pubsub#type`; also announced by rooms that are in one. */
export const NS_SPACES = 'urn:xmpp:spaces:0';
/** The item that says what picture a space has (section 5.2.1). */
export const SPACE_AVATAR_ID = 'urn:xmpp:spaces:avatar:metadata:0';
/** The item that says what wide picture it has. */
export const SPACE_BANNER_ID = 'urn:xmpp:spaces:banner:metadata:0';

/** XEP-0402, whose element names a room here. */
const NS_CONFERENCE = 'urn:xmpp:bookmarks:1';
/** XEP-0469. */
const NS_PINNED = 'urn:xmpp:bookmarks-pinning:0';
/** XEP-0330. */
const NS_SUBSCRIPTION = 'urn:xmpp:pubsub:subscription:0';

/**
 * Who may be in a space (section 3): anyone, or whom its owner lets in, who is asked (`authorize`), or makes
 * them members before (`whitelist`). Not every service knows each: Prosody 0.12 has no `authorize`.
 */
export const spaceAccess = ['open', 'authorize', 'whitelist'] as const;
export type SpaceAccess = (typeof spaceAccess)[number];

/** What a space is to be. */
export interface SpaceSettings {
  readonly title?: string;
  readonly description?: string;
  /** Default `open`. */
  readonly access?: SpaceAccess;
}

/** How the node of a space must be set up (section 3). */
export const spaceOptions = ({ title, description, access }: SpaceSettings): NodeOptions => ({
  type: NS_SPACES,
  ...(title !== undefined && { title }),
  ...(description !== undefined && { description }),
  access_model: access ?? 'open',
  publish_model: 'publishers',
  persist_items: true,
  max_items: 'max',
  notify_retract: true,
  purge_offline: false,
  notify_sub: true,
  notify_config: true,
  notify_delete: true,
});

/** A room of a space. */
export interface SpaceRoom {
  /** Prepared, bare; also the id of its item. */
  readonly jid: string;
  readonly name?: string;
  /** Who joins the space is to join it too. */
  readonly autojoin?: true;
  /** It is to be shown before the others (XEP-0469). */
  readonly isPinned?: true;
}

/** A node that belongs to a space. */
export interface SpaceNode {
  /** The id of its item. */
  readonly id: string;
  /** The service, prepared. */
  readonly server: string;
  readonly node: string;
}

/** `<conference/>`, the payload of a room's item (section 5.4). */
export const spaceRoomElement = ({
  name,
  autojoin,
  isPinned,
}: Omit<SpaceRoom, 'jid'>): XmlElement =>
  xml(
    'conference',
    { xmlns: NS_CONFERENCE, name, autojoin },
    isPinned === true && xml('extensions', {}, xml('pinned', { xmlns: NS_PINNED })),
  );

/** Reads a room's item; `undefined` for something else, and for one whose id is no bare JID. */
export function readSpaceRoom({ id, payload }: PubsubItem): SpaceRoom | undefined {
  const jid = readJid(id);
  if (payload?.is('conference', NS_CONFERENCE) !== true || jid?.isBare !== true) return undefined;
  const { name, autojoin } = payload.attrs as Readonly<Record<string, string | undefined>>; // strings
  const extensions = payload.getChild('extensions', NS_CONFERENCE);
  return {
    jid: jid.bare,
    ...(name !== undefined && name !== '' && { name }),
    ...((autojoin === 'true' || autojoin === '1') && { autojoin: true as const }),
    ...(extensions?.getChild('pinned', NS_PINNED) && { isPinned: true as const }),
  };
}

/** Reads the item of a node that belongs to a space (section 5.4). */
export function readSpaceNode({ id, payload }: PubsubItem): SpaceNode | undefined {
  if (payload?.is('subscription', NS_SUBSCRIPTION) !== true) return undefined;
  const { server, node } = payload.attrs as Readonly<Record<string, string | undefined>>; // strings
  const jid = readJid(server);
  if (jid === undefined || node === undefined || node === '') return undefined;
  return { id, server: jid.toString(), node };
}

/** What is in a space. */
export interface SpaceContent {
  readonly rooms: readonly SpaceRoom[];
  readonly nodes: readonly SpaceNode[];
  /** Its picture, and its wide one: where they are. */
  readonly avatar?: AvatarMetadata;
  readonly banner?: AvatarMetadata;
}

/** Reads the items of a space; "other types of entities … MUST be ignored" (section 5.4). */
export function readSpaceContent(items: readonly PubsubItem[]): SpaceContent {
  const pictures = (named: string): AvatarMetadata | undefined => {
    const payload = items.find(({ id }) => id === named)?.payload;
    return payload && readAvatarMetadata(payload);
  };
  const avatar = pictures(SPACE_AVATAR_ID);
  const banner = pictures(SPACE_BANNER_ID);
  return {
    rooms: items.flatMap((item) => readSpaceRoom(item) ?? []),
    nodes: items.flatMap((item) => readSpaceNode(item) ?? []),
    ...(avatar !== undefined && { avatar }),
    ...(banner !== undefined && { banner }),
  };
}

/** The space that a room says it is in (section 5.5): ask the space whether it is. */
export interface SpaceParent {
  /** The service, prepared. */
  readonly service: string;
  readonly node: string;
}

/** Reads the `xmpp:` address in the `parent` field of a room's disco#info form, `xmpp:service?;node=…`. */
export function readSpaceParent(uri: string): SpaceParent | undefined {
  const [, address = '', query = ''] = /^xmpp:([^?#]+)\?([^#]*)/.exec(uri) ?? [];
  const service = readJid(decoded(address));
  const node = query
    .split(';')
    .flatMap((part) => (part.startsWith('node=') ? decoded(part.slice('node='.length)) : []))[0];
  if (service === undefined || node === undefined || node === '') return undefined;
  return { service: service.toString(), node };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return ''; // no address, then
  }
}
