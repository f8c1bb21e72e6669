/**
 * XEP-0338: Jingle Grouping Framework, version 1.0.0 (2020-07-21).
 * https://xmpp.org/extensions/xep-0338.html
 */
import { xml, type Element, type XmlElement } from '../core/index.js';
import { readAttributes, required, text } from '../core/attributes.js';

export const NS_JINGLE_GROUPING = 'urn:xmpp:jingle:apps:grouping:0';
/** What is announced by who can group (section 3). */
export const FEATURE_JINGLE_GROUPING = 'urn:ietf:rfc:5888';

/** Contents that belong together: those of a `BUNDLE` go over one transport. */
export interface JingleGroup {
  readonly semantics: string;
  /** Names of contents. */
  readonly contents: readonly string[];
}

const groupTable = { semantics: required(text('semantics')) };
const contentTable = { name: required(text('name')) };

/** `<group/>`. */
export const groupElement = ({ semantics, contents }: JingleGroup): XmlElement =>
  xml(
    'group',
    { xmlns: NS_JINGLE_GROUPING, semantics },
    contents.map((name) => xml('content', { name })),
  );

/** Reads the groups of a `<jingle/>`. */
export const readGroups = (jingle: Element): JingleGroup[] =>
  jingle.getChildren('group', NS_JINGLE_GROUPING).flatMap((el) => {
    const read = readAttributes<{ semantics: string }>(el, groupTable);
    if (read === undefined) return [];
    const contents = el
      .getChildren('content', NS_JINGLE_GROUPING)
      .flatMap((child) => readAttributes<{ name: string }>(child, contentTable)?.name ?? []);
    return [{ ...read, contents }];
  });
