/**
 * Markup of a post as elements of the page: made one by one, so that nothing is ever read as HTML.
 */
import type { MarkupElement, MarkupNode } from './markup.js';
import type { FeedTexts } from './texts.js';

/** Headings of a post stand below its own. */
const headings: Readonly<Record<string, string>> = {
  ...{ h1: 'h4', h2: 'h5', h3: 'h6', h4: 'h6', h5: 'h6', h6: 'h6' },
};

/** @param nodes as `readMarkup` read them: by its allow-list */
export function markupView(nodes: readonly MarkupNode[], words: FeedTexts): DocumentFragment {
  const fragment = document.createDocumentFragment();
  for (const node of nodes) {
    fragment.append(typeof node === 'string' ? node : elementOf(node, words));
  }
  return fragment;
}

function elementOf(node: MarkupElement, words: FeedTexts): Element {
  const { name, attrs, children } = node;
  if (name === 'img') return pictureLink(attrs['src'] ?? '', attrs['alt'] ?? '', words);
  const element = document.createElement(headings[name] ?? name);
  for (const [attribute, value] of Object.entries(attrs)) element.setAttribute(attribute, value);
  if (name === 'a') makeOutgoing(element);
  element.append(markupView(children, words));
  return element;
}

/** Loading a picture tells its owner who looks, and when: so whoever wants it goes there. */
export function pictureLink(src: string, label: string, words: FeedTexts): HTMLAnchorElement {
  const link = document.createElement('a');
  link.setAttribute('href', src);
  link.className = 'picture';
  makeOutgoing(link);
  const host = URL.canParse(src) ? new URL(src).host : src;
  link.textContent = words.picture(label || '…', host);
  return link;
}

function makeOutgoing(link: Element): void {
  link.setAttribute('target', '_blank');
  link.setAttribute('rel', 'noopener noreferrer nofollow');
}
