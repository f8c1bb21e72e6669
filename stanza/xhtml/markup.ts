import { parse, type Element, type XmlElement } from '../core/index.js';
import { NS_XHTML } from './namespace.js';
import { sanitiseXhtml } from './sanitise.js';

/** Markup that cannot be read as XHTML. */
export class MarkupError extends TypeError {
  override readonly name = 'MarkupError';
}

/**
 * What an XHTML element says, sanitised and as text: `<div xmlns="http://www.w3.org/1999/xhtml">…</div>`.
 *
 * Put it into a page as it is; let links of it open with `rel="noopener noreferrer nofollow"`, and mind
 * that loading its pictures tells their owners so.
 *
 * @returns `undefined` where nothing is left of it.
 */
export function xhtmlMarkup(el: Element): string | undefined {
  const clean = sanitiseXhtml(el);
  return clean.children.length === 0 ? undefined : clean.toString();
}

/**
 * Makes an XHTML `<div/>` of markup that an application or a person wrote, sanitised as what others
 * write is. The markup is XML: one element of XHTML, commonly
 * `<div xmlns="http://www.w3.org/1999/xhtml">…</div>`.
 *
 * @throws MarkupError for markup that is not well-formed XML, or of another namespace.
 */
export function xhtmlElement(markup: string): XmlElement {
  let root: XmlElement;
  try {
    root = parse(markup);
  } catch (error) {
    // What parsers throw is an Error; its text names the place, not the content.
    throw new MarkupError(`expected well-formed XHTML: ${(error as Error).message}`);
  }
  if (root.getNS() !== NS_XHTML) {
    throw new MarkupError(
      `expected an element of ${NS_XHTML}, got <${root.getName()}/> of "${root.getNS()}"`,
    );
  }
  return sanitiseXhtml(root);
}
