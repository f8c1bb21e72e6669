/**
 * Answers (RFC 4685 section 3). https://www.rfc-editor.org/rfc/rfc4685
 */
import { xml, type Element, type XmlElement } from '../core/index.js';
import { isLinkable } from '../xhtml/index.js';

export const NS_ATOM_THREADING = 'http://purl.org/syndication/thread/1.0';

/** What a post answers; one post may be named several times, by each of its addresses (section 2.5). */
export interface InReplyTo {
  /** The atom id of the post that is answered. */
  readonly ref: string;
  /** Where that post is; absolute. */
  readonly href?: string;
  /** The media type of what is there. */
  readonly type?: string;
}

/** `<in-reply-to/>`. */
export const inReplyToElement = (answered: InReplyTo): XmlElement =>
  xml('in-reply-to', { xmlns: NS_ATOM_THREADING, ...answered });

/** Reads what an entry answers. "The 'ref' attribute specifies …" and must be there (section 3). */
export function readInReplyTo(entry: Element): InReplyTo[] {
  return entry.getChildren('in-reply-to', NS_ATOM_THREADING).flatMap(({ attrs }) => {
    // Attributes are strings.
    const { ref, href, type } = attrs as Readonly<Record<string, string | undefined>>;
    if (!ref) return [];
    return [{ ref, ...(href && isLinkable(href) && { href }), ...(type && { type }) }];
  });
}
