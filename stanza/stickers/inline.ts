import { readBobCid } from '../bob/bob.js';
import { childElements, type Element } from '../core/index.js';

const NS_XHTML = 'http://www.w3.org/1999/xhtml';
/** How deep, and at how many elements, a picture is looked for. */
const MAX_DEPTH = 16;
const MAX_ELEMENTS = 1024;
/** How many pictures of a message are read. */
const MAX_STICKERS = 8;

/**
 * The Content-IDs of the pictures in the `<html/>` of a message (XEP-0071), each once and in their order: that
 * is how stickers were sent before XEP-0449, and still are (XEP-0231 section 2.2).
 */
export function readInlineStickers(html: Element): string[] {
  const found = new Set<string>();
  let left = MAX_ELEMENTS;
  const look = (el: Element, depth: number): void => {
    if (depth > MAX_DEPTH || (left -= 1) < 0 || found.size >= MAX_STICKERS) return;
    const src: unknown = el.is('img', NS_XHTML) ? el.attrs['src'] : undefined;
    const cid = typeof src === 'string' && /^cid:/i.test(src) ? readBobCid(src) : undefined;
    if (cid !== undefined) found.add(cid);
    for (const child of childElements(el)) look(child, depth + 1);
  };
  look(html, 0);
  return [...found];
}
