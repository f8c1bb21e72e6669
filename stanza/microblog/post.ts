/**
 * XEP-0277: Microblogging over XMPP, version 0.6.5 (2022-02-15).
 * https://xmpp.org/extensions/xep-0277.html
 */
import {
  childElements,
  formatDateTime,
  readDateTime,
  readJid,
  textElements,
  xml,
  type Element,
  type XmlElement,
} from '../core/index.js';
import { locationElement, readLocation, type Location } from '../location/location.js';
import { pubsubUri, type PubsubAddress } from '../pubsub/index.js';
import { xhtmlElement, xhtmlText } from '../xhtml/index.js';
import { NS_ATOM, atomText, atomXhtml } from './atom-text.js';
import { inReplyToElement, readInReplyTo, type InReplyTo } from './in-reply-to.js';
import { linkElement, readLinks, type PostLink } from './post-link.js';

/** The node of a person's posts, at the account (section 2.1). */
export const NS_MICROBLOG = 'urn:xmpp:microblog:0';

/** Who wrote a post, as its publisher says: no proof (section 2.6 has posts of others repeated). */
export interface PostAuthor {
  readonly name?: string;
  readonly uri?: string;
}

/** A post. All of it is its publisher's word. */
export interface PostContent {
  /** Names the post wherever it is repeated, as its item's id does not (section 7.1). */
  readonly atomId?: string;
  readonly title?: string;
  /** Plain text. */
  readonly content?: string;
  /** The same with its markup, sanitised: see `xhtmlMarkup`. */
  readonly xhtml?: string;
  readonly summary?: string;
  /** XEP-0082, UTC. */
  readonly published?: string;
  /** XEP-0082, UTC. */
  readonly updated?: string;
  readonly author?: PostAuthor;
  readonly links: readonly PostLink[];
  /** Terms of its categories, each once (section 2.7). */
  readonly categories: readonly string[];
  /** What it answers; absent where it answers nothing. */
  readonly inReplyTo?: readonly InReplyTo[];
  /** Where it was written (section 6), or what it is about. */
  readonly location?: Location;
}

/**
 * Reads an Atom `<entry/>` (RFC 4287 section 4.1.2). Texts are plain text, in which markup is reduced to
 * what it says; `xhtml` is the content with its markup, sanitised.
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
    ...optional('xhtml', atomXhtml(entry, 'content')),
    ...optional('summary', atomText(entry, 'summary')),
  };
  const links = readLinks(entry);
  if (Object.keys(texts).length === 0 && links.length === 0) return undefined;
  const author = readAuthor(entry);
  const inReplyTo = readInReplyTo(entry);
  const location = childElements(entry)
    .map(readLocation)
    .find((each) => each !== undefined);
  return {
    ...optional('atomId', entry.getChild('id', NS_ATOM)?.getText().trim()),
    ...texts,
    ...optional('published', readDate(entry, 'published')),
    ...optional('updated', readDate(entry, 'updated')),
    ...(author !== undefined && { author }),
    links,
    categories: readCategories(entry),
    ...(inReplyTo.length > 0 && { inReplyTo }),
    ...(location !== undefined && { location }),
  };
}

/** `{ [key]: value }`, or nothing where there is no value. */
const optional = <K extends string>(
  key: K,
  value: string | undefined,
): Partial<Record<K, string>> =>
  // A computed key of a generic type is widened to string; it is K.
  value === undefined || value === '' ? {} : ({ [key]: value } as Record<K, string>);

export function readDate(entry: Element, name: string): string | undefined {
  const date = readDateTime(entry.getChild(name, NS_ATOM)?.getText().trim() ?? '');
  return date === undefined ? undefined : formatDateTime(date);
}

/** The first author; `undefined` where it says nothing. */
export function readAuthor(entry: Element): PostAuthor | undefined {
  const el = entry.getChild('author', NS_ATOM);
  if (el === undefined) return undefined;
  const author = {
    ...optional('name', el.getChild('name', NS_ATOM)?.getText().trim()),
    ...optional('uri', el.getChild('uri', NS_ATOM)?.getText().trim()),
  };
  return Object.keys(author).length === 0 ? undefined : author;
}

function readCategories(entry: Element): string[] {
  const terms = entry.getChildren('category', NS_ATOM).map(({ attrs }) => attrs['term'] as unknown);
  return [...new Set(terms.filter((term) => typeof term === 'string' && term !== ''))] as string[];
}

/** `<author/>`. */
export const authorElement = (author: PostAuthor): XmlElement =>
  xml('author', {}, textElements(author, ['name', 'uri']));

/** A post to write: what is absent is empty. */
export type PostDraft = Omit<PostContent, 'links' | 'categories'> &
  Partial<Pick<PostContent, 'links' | 'categories'>>;

/**
 * `<entry/>` (RFC 4287 section 4.1.2).
 *
 * With `xhtml` there are two contents: "his client MUST publish two \"content\" elements: a text one, and a
 * XHTML one" (section 2.3); without `content` the text is what the markup says. A title must be there
 * (RFC 4287): it is empty where the post has none.
 *
 * @throws MarkupError where `xhtml` is no XHTML.
 */
export function postElement(post: PostDraft): XmlElement {
  const { title, summary, author, links, categories, inReplyTo, location } = post;
  return xml(
    'entry',
    { xmlns: NS_ATOM },
    author && authorElement(author),
    xml('title', { type: 'text' }, title),
    summary !== undefined && xml('summary', { type: 'text' }, summary),
    contentElements(post),
    links?.map(linkElement),
    post.atomId !== undefined && xml('id', {}, post.atomId),
    textElements(post, ['published', 'updated']),
    categories?.map((term) => xml('category', { term })),
    inReplyTo?.map(inReplyToElement),
    location && locationElement(location),
  );
}

/**
 * The post as it is to be published: with the dates and the atom id that RFC 4287 wants (section 4.1.2).
 * Without an atom id it has the address of its item, which nobody else can have.
 */
export function completePost(post: PostDraft, at: Required<PubsubAddress>): PostDraft {
  const updated = post.updated ?? post.published;
  return {
    ...post,
    atomId: post.atomId ?? pubsubUri(at),
    ...(updated !== undefined && { updated }),
  };
}

function contentElements({ content, xhtml }: PostDraft): XmlElement[] {
  const div = xhtml === undefined ? undefined : xhtmlElement(xhtml);
  const text = content ?? (div && xhtmlText(div));
  return [
    ...(text === undefined ? [] : [xml('content', { type: 'text' }, text)]),
    ...(div === undefined ? [] : [xml('content', { type: 'xhtml' }, div)]),
  ];
}

/**
 * Whether the publisher of an item is its author: "checking that the \"publisher\" item attribute value
 * matches the \"uri\" element value. If there is a difference or the check can not be performed … it is
 * RECOMMENDED to specify there is a security problem" (section 9.1).
 *
 * `publisher` must be what the service says: one that writes it into items by itself.
 */
export function isByPublisher({
  author,
  publisher,
}: {
  readonly author?: PostAuthor;
  readonly publisher?: string;
}): boolean {
  const claimed = readJid(author?.uri?.replace(/^xmpp:/i, ''));
  return claimed !== undefined && claimed.bare === readJid(publisher)?.bare;
}
