/**
 * XEP-0277: Microblogging over XMPP, version 0.6.5 (2022-02-15).
 * https://xmpp.org/extensions/xep-0277.html
 */
import { formatDateTime, readDateTime, type Element } from '../core/index.js';
import { NS_ATOM, atomText } from './atom-text.js';

/** The node of a person's posts, at the account (section 2.1). */
export const NS_MICROBLOG = 'urn:xmpp:microblog:0';

/** Who wrote a post, as its publisher says: no proof (section 2.6 has posts of others repeated). */
export interface PostAuthor {
  readonly name?: string;
  readonly uri?: string;
}

/** A link of a post. */
export interface PostLink {
  /** Absolute, and of a scheme that {@link readPost} names. */
  readonly href: string;
  /** What it is to the post: `alternate`, `via`, `enclosure`, `replies`, … */
  readonly rel: string;
  /** A media type. */
  readonly type?: string;
  readonly title?: string;
}

/** A post as text. All of it is its publisher's word. */
export interface PostContent {
  readonly title?: string;
  readonly content?: string;
  readonly summary?: string;
  /** XEP-0082, UTC. */
  readonly published?: string;
  /** XEP-0082, UTC. */
  readonly updated?: string;
  readonly author?: PostAuthor;
  readonly links: readonly PostLink[];
  /** Terms of its categories, each once (section 2.7). */
  readonly categories: readonly string[];
}

/** Schemes that a link may have: others do something when they are followed, or lead nowhere. */
const schemes = /^(?:https?|xmpp|mailto|geo):/i;

/**
 * Reads an Atom `<entry/>` (RFC 4287 section 4.1.2) as text; markup is reduced to what it says.
 *
 * Dates that are none are left out, and so are links of other schemes than https, http, xmpp, mailto
 * and geo. A feed's reader does not refuse an entry that lacks what Atom requires: posts lack much.
 *
 * @returns `undefined` when it is something else, or says nothing at all.
 */
export function readPost(entry: Element): PostContent | undefined {
  if (!entry.is('entry', NS_ATOM)) return undefined;
  const texts = {
    ...optional('title', atomText(entry, 'title')),
    ...optional('content', atomText(entry, 'content')),
    ...optional('summary', atomText(entry, 'summary')),
  };
  const links = readLinks(entry);
  if (Object.keys(texts).length === 0 && links.length === 0) return undefined;
  const author = readAuthor(entry);
  return {
    ...texts,
    ...optional('published', readDate(entry, 'published')),
    ...optional('updated', readDate(entry, 'updated')),
    ...(author !== undefined && { author }),
    links,
    categories: readCategories(entry),
  };
}

/** `{ [key]: value }`, or nothing where there is no value. */
const optional = <K extends string>(
  key: K,
  value: string | undefined,
): Partial<Record<K, string>> =>
  // A computed key of a generic type is widened to string; it is K.
  value === undefined || value === '' ? {} : ({ [key]: value } as Record<K, string>);

function readDate(entry: Element, name: string): string | undefined {
  const date = readDateTime(entry.getChild(name, NS_ATOM)?.getText().trim() ?? '');
  return date === undefined ? undefined : formatDateTime(date);
}

/** The first author; `undefined` where it says nothing. */
function readAuthor(entry: Element): PostAuthor | undefined {
  const el = entry.getChild('author', NS_ATOM);
  if (el === undefined) return undefined;
  const author = {
    ...optional('name', el.getChild('name', NS_ATOM)?.getText().trim()),
    ...optional('uri', el.getChild('uri', NS_ATOM)?.getText().trim()),
  };
  return Object.keys(author).length === 0 ? undefined : author;
}

function readLinks(entry: Element): PostLink[] {
  const links: PostLink[] = [];
  for (const { attrs } of entry.getChildren('link', NS_ATOM)) {
    // Attributes are strings.
    const { href, rel, type, title } = attrs as Readonly<Record<string, string | undefined>>;
    if (href === undefined || !schemes.test(href)) continue;
    // "If the 'rel' attribute is not present, the link element MUST be interpreted as if the link
    // relation type is 'alternate'" (RFC 4287 section 4.2.7.2).
    links.push({
      href,
      rel: rel === undefined || rel === '' ? 'alternate' : rel,
      ...optional('type', type),
      ...optional('title', title),
    });
  }
  return links;
}

function readCategories(entry: Element): string[] {
  const terms = entry.getChildren('category', NS_ATOM).map(({ attrs }) => attrs['term'] as unknown);
  return [...new Set(terms.filter((term) => typeof term === 'string' && term !== ''))] as string[];
}
