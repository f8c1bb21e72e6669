/**
 * XEP-0507: Jingle Content Category, version 0.1.0 (2025-11-11).
 * https://xmpp.org/extensions/xep-0507.html
 */
import { xml, type Element, type XmlElement } from '../core/index.js';

export const NS_JINGLE_CATEGORY = 'urn:xmpp:jingle:apps:category:0';

/** What a content shows (RFC 4796 section 5). */
export const contentCategories = ['slides', 'speaker', 'sl', 'main', 'alt'] as const;

export type ContentCategory = (typeof contentCategories)[number];

/** Whether a text names a category. */
export const isContentCategory = (name: unknown): name is ContentCategory =>
  contentCategories.some((each) => each === name);

/** `<category/>`. */
export const categoryElement = (name: ContentCategory): XmlElement =>
  xml('category', { xmlns: NS_JINGLE_CATEGORY, name });

/** Reads the categories of a description, each once; others than RFC 4796 has are passed over. */
export const readCategories = (description: Element): ContentCategory[] => [
  ...new Set(
    description
      .getChildren('category', NS_JINGLE_CATEGORY)
      .map((el): unknown => el.attrs['name'])
      .filter(isContentCategory),
  ),
];
