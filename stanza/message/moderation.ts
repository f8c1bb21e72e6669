/**
 * XEP-0425: Moderated Message Retraction, version 0.3.0 (2023-03-02).
 * https://xmpp.org/extensions/xep-0425.html
 */
import { childText, readJid, xml, type Element, type XmlElement } from '../core/index.js';
import { idOf } from './id-of.js';
import { NS_RETRACTION } from './retraction.js';

export const NS_MODERATION = 'urn:xmpp:message-moderate:1';
/** The version before, which Prosody 0.12 speaks; it fastens (XEP-0422) what it says to a message. */
export const NS_MODERATION_0 = 'urn:xmpp:message-moderate:0';
export const NS_FASTENING = 'urn:xmpp:fasten:0';
const NS_RETRACTION_0 = 'urn:xmpp:message-retract:0';

/** The versions that are spoken, the newest first. */
export const moderationVersions = [NS_MODERATION, NS_MODERATION_0] as const;
export type ModerationVersion = (typeof moderationVersions)[number];

/** A moderator takes a message of somebody else back. */
export interface Moderation {
  /** The stanza-id that the room gave it. */
  readonly id: string;
  /** The moderator, as the room says: an occupant, or nobody. */
  readonly by?: string;
  readonly reason?: string;
}

/** The child of an iq of type `set` to a room that speaks `version` (section 4). */
export function moderateRequest(
  { id, reason }: Pick<Moderation, 'id' | 'reason'>,
  version: ModerationVersion,
): XmlElement {
  const text = reason !== undefined && xml('reason', {}, reason);
  if (version === NS_MODERATION) {
    return xml('moderate', { xmlns: version, id }, xml('retract', { xmlns: NS_RETRACTION }), text);
  }
  const moderate = xml(
    'moderate',
    { xmlns: version },
    xml('retract', { xmlns: NS_RETRACTION_0 }),
    text,
  );
  return xml('apply-to', { xmlns: NS_FASTENING, id }, moderate);
}

/**
 * Reads what a room tells of a moderator: a `<moderated/>` and what it stands in. Only rooms may say so:
 * the sender is for the caller to judge (section 7).
 */
export function readModeration(moderated: Element): Moderation | undefined {
  const { parent } = moderated;
  const version = moderated.getNS() ?? '';
  const isNew = version === NS_MODERATION && parent?.is('retract', NS_RETRACTION) === true;
  const isOld =
    version === NS_MODERATION_0 &&
    parent?.is('apply-to', NS_FASTENING) === true &&
    moderated.getChild('retract', NS_RETRACTION_0) !== undefined;
  const id = idOf(parent ?? undefined);
  if (moderated.getName() !== 'moderated' || id === undefined || !(isNew || isOld))
    return undefined;
  const by = readJid(moderated.attrs['by'] as string | undefined); // attributes are strings
  const reason = isNew
    ? childText(parent, 'reason', NS_RETRACTION)
    : childText(moderated, 'reason', version);
  return {
    id,
    ...(by !== undefined && { by: by.toString() }),
    ...(reason !== undefined && { reason }),
  };
}
