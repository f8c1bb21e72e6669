import { xml, type Element, type XmlElement } from '../core/index.js';
import { pubsubUri, readPubsubUri, type PubsubAddress } from '../pubsub/index.js';
import { isLinkable } from '../xhtml/index.js';
import { NS_ATOM } from './atom-text.js';

/** A link of a post. */
export interface PostLink {
  /** Absolute, and of a scheme that {@link isLinkable} allows. */
  readonly href: string;
  /** What it is to the post: `alternate`, `via`, `enclosure`, `replies`, … */
  readonly rel: string;
  /** A media type. */
  readonly type?: string;
  readonly title?: string;
  /** The atom id of what it leads to (section 2.6). */
  readonly ref?: string;
}

/** Where the comments on a post are (section 3.1): the link with which a post says it. */
export const commentsLink = (at: PubsubAddress): PostLink => ({
  href: pubsubUri(at),
  rel: 'replies',
  title: 'comments',
});

/** Which post a post repeats (section 2.6), by its address and its atom id. */
export const repeatedLink = (at: PubsubAddress, ref?: string): PostLink => ({
  href: pubsubUri(at),
  rel: 'via',
  ...(ref !== undefined && { ref }),
});

/** Anything that has links. */
interface Linked {
  readonly links: readonly PostLink[];
}

/** Where the comments on a post are; `undefined` where it says nothing of them. */
export const commentsAddress = ({ links }: Linked): PubsubAddress | undefined =>
  addressIn(links, ({ rel, title }) => rel === 'replies' && title === 'comments');

/** The post that a post repeats; `undefined` where it says that it repeats none. */
export const repeatedAddress = ({ links }: Linked): PubsubAddress | undefined =>
  addressIn(links, ({ rel }) => rel === 'via');

/** The pictures, films and other files of a post (RFC 4287 section 4.2.7.2). */
export const enclosuresOf = ({ links }: Linked): readonly PostLink[] =>
  links.filter(({ rel }) => rel === 'enclosure');

const addressIn = (
  links: readonly PostLink[],
  isMeant: (link: PostLink) => boolean,
): PubsubAddress | undefined => {
  const found = links.filter(isMeant).map(({ href }) => readPubsubUri(href));
  return found.find((address) => address !== undefined);
};

/** `<link/>` (RFC 4287 section 4.2.7). */
export const linkElement = ({ href, rel, type, title, ref }: PostLink): XmlElement =>
  xml('link', { rel, title, type, href, ref });

/** Reads the links of an entry or a feed; those of schemes that do something are left out. */
export function readLinks(parent: Element): PostLink[] {
  const links: PostLink[] = [];
  for (const { attrs } of parent.getChildren('link', NS_ATOM)) {
    // Attributes are strings.
    const { href, rel, type, title, ref } = attrs as Readonly<Record<string, string | undefined>>;
    if (href === undefined || !isLinkable(href)) continue;
    // "If the 'rel' attribute is not present, the link element MUST be interpreted as if the link
    // relation type is 'alternate'" (RFC 4287 section 4.2.7.2).
    links.push({
      href,
      rel: rel === undefined || rel === '' ? 'alternate' : rel,
      ...(type && { type }),
      ...(title && { title }),
      ...(ref && { ref }),
    });
  }
  return links;
}
