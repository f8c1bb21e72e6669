/**
 * XEP-0372: References, version 0.5.0 (2020-12-09).
 * https://xmpp.org/extensions/xep-0372.html
 */
import { xml, type Element, type XmlElement } from '../core/index.js';
import { readRange } from './text-range.js';

export const NS_REFERENCE = 'urn:xmpp:reference:0';

const MAX_REFERENCES = 64;

/** A message mentions somebody, or shows something. */
export interface Reference {
  readonly type: 'mention' | 'data';
  /** `xmpp:juliet@capulet.example`. A claim: nothing is fetched or opened by itself. */
  readonly uri: string;
  /** Where in the body, in characters of XEP-0426: from `begin` to before `end`. */
  readonly begin?: number;
  readonly end?: number;
  /** Of another message than this one. */
  readonly anchor?: string;
}

/** `<reference/>` (section 3). */
export const referenceElement = ({ type, uri, begin, end, anchor }: Reference): XmlElement =>
  xml('reference', { xmlns: NS_REFERENCE, begin, end, type, uri, anchor });

/**
 * Reads the references of a message, 64 at most. A place that the body does not have is left out,
 * with its numbers compared with the text.
 */
export function readReferences(message: Element, body: string | undefined): Reference[] {
  const length = body === undefined ? 0 : [...body].length;
  return message
    .getChildren('reference', NS_REFERENCE)
    .slice(0, MAX_REFERENCES)
    .flatMap(({ attrs }) => {
      const { type, uri, anchor, begin, end } = attrs as Readonly<
        Record<string, string | undefined>
      >;
      if ((type !== 'mention' && type !== 'data') || uri === undefined || uri === '') return [];
      const range = readRange(begin, end);
      const isThere = range?.end !== undefined && (anchor !== undefined || range.end <= length);
      return {
        type,
        uri,
        ...(isThere && { begin: range.start ?? 0, end: range.end }),
        ...(anchor !== undefined && { anchor }),
      };
    });
}
