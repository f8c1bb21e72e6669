/**
 * XHTML of posts, as the sanitiser of `@xec/stanza` writes it, read into a tree: no text ever becomes
 * markup in the page by itself. What stands in it is looked at once more here, by an allow-list: a
 * source is not always one's own gateway.
 */

export type MarkupNode = string | MarkupElement;

export interface MarkupElement {
  readonly name: string;
  readonly attrs: Readonly<Record<string, string>>;
  readonly children: readonly MarkupNode[];
}

/** No post needs more. */
const MOST_NODES = 5000;
const MOST_DEPTH = 60;

const words = (text: string): string[] => text.split(' ');

const elements: ReadonlySet<string> = new Set([
  ...words('abbr acronym address blockquote cite code dfn div em h1 h2 h3 h4 h5 h6 kbd p pre q'),
  ...words('samp span strong var dl dt dd ol ul li a img br'),
  ...words('b i u s del ins sub sup small hr table caption thead tbody tfoot tr th td'),
]);

/** Attributes by element. Style is none of them: posts look like the page. */
const attributes: Readonly<Record<string, readonly string[]>> = {
  a: ['href', 'title'],
  img: ['src', 'alt'],
  abbr: ['title'],
  acronym: ['title'],
  td: ['colspan', 'rowspan'],
  th: ['colspan', 'rowspan'],
};

const linkable = /^(?:https?|xmpp|mailto|geo):/i;
const loadable = /^https?:/i;

/** One tag with its attributes, or a text. */
const token = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z:]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
const attribute = /([a-z:]+)="([^"]*)"/g;

interface Open {
  readonly name: string;
  readonly attrs: Readonly<Record<string, string>>;
  readonly children: MarkupNode[];
}

/** @returns what stands in the one element of `markup`; `undefined` where that cannot be read */
export function readMarkup(markup: string): readonly MarkupNode[] | undefined {
  const root: Open = { name: '', attrs: {}, children: [] };
  const open: Open[] = [root];
  let nodes = 0;
  let end = 0;
  for (const [all, slash, name = '', attrs = '', closed, text] of markup.matchAll(token)) {
    end += all.length;
    const top = open.at(-1);
    nodes += 1;
    if (top === undefined || nodes > MOST_NODES) return undefined;
    if (text !== undefined) top.children.push(unescaped(text));
    else if (slash === '/') {
      if (top === root || top.name !== name) return undefined;
      open.pop();
      close(top, open.at(-1) ?? root);
    } else {
      const element: Open = { name, attrs: readAttributes(name, attrs), children: [] };
      if (closed === '/') close(element, top);
      else open.push(element);
      if (open.length > MOST_DEPTH) return undefined;
    }
  }
  if (end !== markup.length || open.length !== 1 || root.children.length !== 1) return undefined;
  const [only] = root.children;
  return typeof only === 'object' ? only.children : undefined;
}

/** Puts an element where it stands; of one that is not allowed only what is in it. */
function close({ name, attrs, children }: Open, parent: Open): void {
  const isUseless =
    (name === 'a' && attrs['href'] === undefined) || (name === 'img' && attrs['src'] === undefined);
  if (elements.has(name) && !isUseless) parent.children.push({ name, attrs, children });
  else parent.children.push(...children);
}

function readAttributes(element: string, text: string): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [, name = '', value = ''] of text.matchAll(attribute)) {
    const read = unescaped(value);
    if (attributes[element]?.includes(name) === true && isFit(name, read)) kept[name] = read;
  }
  return kept;
}

function isFit(name: string, value: string): boolean {
  if (name === 'href') return linkable.test(value) && URL.canParse(value);
  if (name === 'src') return loadable.test(value) && URL.canParse(value);
  return !name.endsWith('span') || /^\d{1,3}$/.test(value);
}

const entities: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" },
};

const unescaped = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, (all, hex, decimal, name) => {
    // Groups of the pattern are strings, or did not take part.
    const code = hex !== undefined ? parseInt(String(hex), 16) : Number(decimal);
    if (hex === undefined && decimal === undefined) return entities[String(name)] ?? all;
    return code <= 0x10_ff_ff ? String.fromCodePoint(code) : '\uFFFD';
  });

/** The text of it, as somebody who does not see it hears it. */
export const textOf = (nodes: readonly MarkupNode[]): string =>
  nodes
    .map((node) => (typeof node === 'string' ? node : (node.attrs['alt'] ?? textOf(node.children))))
    .join('');
