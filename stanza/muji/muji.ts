/**
 * XEP-0272: Multiparty Jingle (Muji), version 0.1.2 (2022-08-06).
 * https://xmpp.org/extensions/xep-0272.html
 *
 * Its text has the namespace of a first experiment; clients use the one the registrar would have given.
 */
import { xml, type Element, type XmlElement } from '../core/index.js';
import { contentElement, readContents, type JingleContent } from '../jingle/index.js';

export const NS_MUJI = 'urn:xmpp:jingle:muji:0';

/** What an occupant of a room brings to its conference, in the presence there. */
export interface Muji {
  /** About to join or to add something: others wait until it has (section 3). */
  readonly isPreparing?: true;
  readonly contents: readonly JingleContent[];
}

/** `<muji/>`; empty it says that its sender leaves the conference (section 4). */
export const mujiElement = ({ isPreparing, contents }: Muji): XmlElement =>
  xml(
    'muji',
    { xmlns: NS_MUJI },
    contents.map((each) => contentElement(each)),
    isPreparing && xml('preparing'),
  );

/** Reads the `<muji/>` of a presence. */
export function readMuji(presence: Element): Muji | undefined {
  const el = presence.getChild('muji', NS_MUJI);
  if (el === undefined) return undefined;
  return {
    ...(el.getChild('preparing', NS_MUJI) !== undefined && { isPreparing: true }),
    contents: readContents(el, NS_MUJI),
  };
}
