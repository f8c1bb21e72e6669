/**
 * XEP-0317: Hats, version 0.3.1 (2025-08-18). https://xmpp.org/extensions/xep-0317.html
 */
import { xml, type Element, type XmlElement } from '../core/index.js';

export const NS_HATS = 'urn:xmpp:hats:0';

/** What somebody is in a room, in the room's own words. */
export interface Hat {
  readonly uri: string;
  /** For display. */
  readonly title: string;
  /** A colour: degrees of XEP-0392. */
  readonly hue?: number;
}

/** More than these nobody wears. */
const MAX_HATS = 32;

export const hatsElement = (hats: readonly Hat[]): XmlElement =>
  xml(
    'hats',
    { xmlns: NS_HATS },
    hats.map(({ uri, title, hue }) => xml('hat', { uri, title, hue })),
  );

/** The hats in presence of an occupant (section 4); only the room puts them there. */
export function readHats(presence: Element): Hat[] {
  const hats = presence.getChild('hats', NS_HATS)?.getChildren('hat', NS_HATS) ?? [];
  return hats.slice(0, MAX_HATS).flatMap((el) => {
    const { uri, title, hue } = el.attrs as Readonly<Record<string, string | undefined>>; // attributes are strings
    if (uri === undefined || title === undefined) return [];
    const degrees = Number(hue);
    const isHue = hue !== undefined && hue !== '' && degrees >= 0 && degrees <= 360;
    return [{ uri, title, ...(isHue && { hue: degrees }) }];
  });
}
