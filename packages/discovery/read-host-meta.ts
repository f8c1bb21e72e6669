/**
 * XEP-0156: Discovering Alternative XMPP Connection Methods; RFC 6415: Web Host Metadata.
 * https://xmpp.org/extensions/xep-0156.html
 */
import { defaultParseLimits, parse, type Element } from '@xec/stanza';

const NS_XRD = 'http://docs.oasis-open.org/ns/xri/xrd-1.0';

/** Relations, and the schemes of their links: never less than TLS. */
const RELATIONS: ReadonlyMap<string, 'wss' | 'https'> = new Map([
  ['urn:xmpp:alt-connections:websocket', 'wss'],
  ['urn:xmpp:alt-connections:xbosh', 'https'],
]);

/** A way to connect that a domain names. */
export interface Link {
  readonly scheme: 'wss' | 'https';
  /** As `URL.href` has it. */
  readonly href: string;
}

/** Links that are looked at of one document. */
const MAX_LINKS = 32;

/**
 * The links of `/.well-known/host-meta.json`, WebSockets first.
 *
 * @throws SyntaxError when it is no JSON
 */
export function readHostMetaJson(text: string): Link[] {
  const document: unknown = JSON.parse(text);
  const links = propertyOf(document, 'links');
  if (!Array.isArray(links)) return [];
  return usable(
    links.map((link: unknown) => [propertyOf(link, 'rel'), propertyOf(link, 'href')] as const),
  );
}

/**
 * The links of `/.well-known/host-meta`, WebSockets first.
 *
 * @throws XmlError when it is no XML, or has more in it than it should
 */
export function readHostMetaXml(text: string): Link[] {
  // The parser is that of streams, which have neither.
  const bare = text.replace(/^\uFEFF?\s*<\?xml[^>]*\?>/u, '').replace(/<!--[^]*?-->/gu, '');
  const root: Element = parse(bare, defaultParseLimits);
  if (!root.is('XRD', NS_XRD)) return [];
  return usable(
    root
      .getChildren('Link', NS_XRD)
      .map(({ attrs }) => [attrs['rel'] as unknown, attrs['href'] as unknown] as const),
  );
}

function usable(links: readonly (readonly [rel: unknown, href: unknown])[]): Link[] {
  const found: Link[] = [];
  for (const [rel, href] of links.slice(0, MAX_LINKS)) {
    const scheme = typeof rel === 'string' ? RELATIONS.get(rel) : undefined;
    if (scheme === undefined || typeof href !== 'string' || !URL.canParse(href)) continue;
    const url = new URL(href);
    if (url.protocol === `${scheme}:`) found.push({ scheme, href: url.href });
  }
  // BOSH costs more: it is for where nothing else works.
  return found.sort(
    (one, other) => Number(one.scheme === 'https') - Number(other.scheme === 'https'),
  );
}

const propertyOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
