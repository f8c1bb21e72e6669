import { textElements, xml, type Element, type XmlElement } from '../core/index.js';
import { NS_ATOM, atomText } from './atom-text.js';
import { linkElement, readLinks, type PostLink } from './post-link.js';
import { authorElement, readAuthor, readDate, type PostAuthor } from './post.js';

/** The id of the item that tells of the node itself (section 5). */
export const FEED_ITEM = '0';

/** What a blog, or a node of comments, says of itself (section 5). */
export interface Feed {
  readonly title?: string;
  readonly atomId?: string;
  /** XEP-0082, UTC. */
  readonly updated?: string;
  readonly author?: PostAuthor;
  /** A node of comments leads to its post with the rel `start`. */
  readonly links: readonly PostLink[];
}

/** `<feed/>`, to be published under {@link FEED_ITEM}. */
export const feedElement = ({ atomId, author, links, ...feed }: Feed): XmlElement =>
  xml(
    'feed',
    { xmlns: NS_ATOM },
    textElements(feed, ['title']),
    atomId !== undefined && xml('id', {}, atomId),
    textElements(feed, ['updated']),
    author && authorElement(author),
    links.map(linkElement),
  );

/** Reads a `<feed/>`; `undefined` for another element. */
export function readFeed(el: Element): Feed | undefined {
  if (!el.is('feed', NS_ATOM)) return undefined;
  const title = atomText(el, 'title');
  const atomId = el.getChild('id', NS_ATOM)?.getText().trim();
  const updated = readDate(el, 'updated');
  const author = readAuthor(el);
  return {
    ...(title && { title }),
    ...(atomId && { atomId }),
    ...(updated !== undefined && { updated }),
    ...(author !== undefined && { author }),
    links: readLinks(el),
  };
}
