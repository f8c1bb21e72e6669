/**
 * Texts of Atom (RFC 4287 sections 3.1 and 4.1.3), as plain text and as XHTML.
 * https://www.rfc-editor.org/rfc/rfc4287
 */
import type { Element } from '../core/index.js';
import { NS_XHTML, xhtmlMarkup, xhtmlText } from '../xhtml/index.js';

export const NS_ATOM = 'http://www.w3.org/2005/Atom';

/**
 * The text of the elements `name`: of those that are plain text the first, else of those in XHTML.
 *
 * `undefined` without one, and where all are of types that cannot be told as text without an HTML
 * parser (`html`) or not at all (another media type, content that is only linked).
 */
export function atomText(entry: Element, name: string): string | undefined {
  const texts = entry.getChildren(name, NS_ATOM).filter((el) => el.attrs['src'] === undefined);
  const plain = texts.find((el) => isPlain(el.attrs['type']));
  if (plain !== undefined) return plain.getText().trim();
  const xhtml = xhtmlDiv(entry, name);
  return xhtml === undefined ? undefined : xhtmlText(xhtml);
}

const isPlain = (type: unknown): boolean =>
  type === undefined || type === 'text' || type === 'text/plain';

/** The first of the elements `name` that is XHTML, sanitised: see `xhtmlMarkup`. */
export function atomXhtml(entry: Element, name: string): string | undefined {
  const div = xhtmlDiv(entry, name);
  return div && xhtmlMarkup(div);
}

/** "The content … MUST be a single XHTML div element" (RFC 4287 section 3.1.1.3). */
const xhtmlDiv = (entry: Element, name: string): Element | undefined =>
  entry
    .getChildren(name, NS_ATOM)
    .find(({ attrs }) => attrs['type'] === 'xhtml' && attrs['src'] === undefined)
    ?.getChild('div', NS_XHTML);
