/**
 * XHTML of others, and of our own: what may stand in it.
 *
 * XEP-0071: XHTML-IM, version 1.5.4 (2018-03-08), sections 6, 7 and 11.
 * https://xmpp.org/extensions/xep-0071.html
 */
import { isElement, xml, type Element, type XmlChild, type XmlElement } from '../core/index.js';
import { NS_XHTML } from './namespace.js';
import { allowedStyle } from './style.js';
import { isLinkable, isLoadable } from './url.js';

export { NS_XHTML };

const words = (text: string): string[] => text.split(' ');

/** The text and list modules of section 6, and what blogs have beside them. */
const elements: ReadonlySet<string> = new Set([
  ...words('abbr acronym address blockquote cite code dfn div em h1 h2 h3 h4 h5 h6 kbd p pre q'),
  ...words('samp span strong var dl dt dd ol ul li a img br'),
  ...words('b i u s del ins sub sup small hr table caption thead tbody tfoot tr th td'),
]);
/** Elements that have no content. */
const voids: ReadonlySet<string> = new Set(['br', 'hr', 'img']);
/** Elements that say something without content: where they are. */
const places: ReadonlySet<string> = new Set([...voids, 'td', 'th']);
/** Elements whose content is not for people, or not as text. */
const silent: ReadonlySet<string> = new Set([
  ...words('script style template head title noscript noframes noembed xmp plaintext textarea'),
  ...words('iframe frame frameset object embed applet audio video canvas svg math select'),
]);

type Read = (value: string) => string | undefined;
const when =
  (isAllowed: (value: string) => boolean): Read =>
  (value) =>
    isAllowed(value) ? value : undefined;
const anyText: Read = (value) => value;
const count = when((value) => /^\d{1,4}$/.test(value));
const mediaType = when((value) => /^[\w.+-]+\/[\w.+-]+$/.test(value));

const everywhere: Readonly<Record<string, Read>> = { style: allowedStyle };
const spans = { colspan: count, rowspan: count };
const attributes: ReadonlyMap<string, Readonly<Record<string, Read>>> = new Map<
  string,
  Readonly<Record<string, Read>>
>([
  ['a', { href: when(isLinkable), type: mediaType, title: anyText }],
  ['img', { src: when(isLoadable), alt: anyText, height: count, width: count, title: anyText }],
  ['abbr', { title: anyText }],
  ['acronym', { title: anyText }],
  ['td', spans],
  ['th', spans],
]);

/**
 * The content of a parsed XHTML element as it may be shown, in a new `<div/>`.
 *
 * An allow-list decides: elements, attributes and addresses that are not in it are gone. Of an XHTML
 * element that is not allowed the content stays ("it must continue to process the children of that
 * element", XEP-0071 section 12.2), but not of scripts, styles, frames and the like; of an element in
 * another namespace nothing stays, for nobody knows what it means. A link that leads nowhere is its text,
 * a picture that cannot be loaded is its `alt`.
 *
 * What comes out comes out of this once more unchanged, has no prefixes, and means the same to readers of
 * XML and of HTML: an element without content (save `br`, `hr`, `img`, `td`, `th`) is left out.
 */
export const sanitiseXhtml = (root: Element): XmlElement =>
  xml('div', { xmlns: NS_XHTML }, ...content(root));

const content = (el: Element): XmlChild[] =>
  el.children.flatMap((node) => {
    if (isElement(node)) return sanitised(node);
    return node === '' ? [] : [node];
  });

function sanitised(el: Element): XmlChild[] {
  const name = el.getName();
  if (el.getNS() !== NS_XHTML || silent.has(name)) return [];
  if (!elements.has(name)) return content(el);
  const attrs = allowedAttributes(el, name);
  if (name === 'img' && attrs['src'] === undefined) return attrs['alt'] ? [attrs['alt']] : [];
  if (name === 'a' && attrs['href'] === undefined) return content(el);
  const inside = voids.has(name) ? [] : content(el);
  if (!places.has(name) && inside.length === 0) return [];
  return [xml(name, attrs, ...inside)];
}

/** Attributes without a prefix, by their exact names: XML tells upper from lower case. */
function allowedAttributes(el: Element, name: string): Record<string, string> {
  const kept: Record<string, string> = {};
  const rules = { ...everywhere, ...attributes.get(name) };
  for (const [attribute, read] of Object.entries(rules)) {
    const raw: unknown = Object.hasOwn(el.attrs, attribute) && el.attrs[attribute];
    const value = typeof raw === 'string' ? read(raw) : undefined;
    if (value !== undefined) kept[attribute] = value;
  }
  return kept;
}
