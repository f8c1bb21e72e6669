import { readJid } from '../core/index.js';

/** A node, or an item in it, and where it is. */
export interface PubsubAddress {
  /** The account or service, prepared. */
  readonly jid: string;
  readonly node: string;
  readonly item?: string;
}

/**
 * `xmpp:romeo@montague.example?;node=urn%3Axmpp%3Amicroblog%3A0;item=1`: a node or an item as an address
 * (section 13.22, RFC 5122).
 */
export function pubsubUri({ jid, node, item }: PubsubAddress): string {
  const path = jid.split(/([@/])/).map((part) => (/^[@/]$/.test(part) ? part : escaped(part)));
  const query = [`node=${escaped(node)}`, ...(item === undefined ? [] : [`item=${escaped(item)}`])];
  return `xmpp:${path.join('')}?;${query.join(';')}`;
}

/** Addresses of IPv6 hosts keep their colons and brackets. */
const escaped = (text: string): string =>
  encodeURIComponent(text).replace(/%(5B|5D)/g, decodeURIComponent);

/**
 * Reads the address of a node or an item; `undefined` for anything else.
 *
 * White space around a part of the query is passed over: examples break their lines there (XEP-0277
 * section 2.5).
 */
export function readPubsubUri(uri: string): PubsubAddress | undefined {
  const [, path, query] = /^xmpp:([^?#]+)\?([^#]*)/i.exec(uri.trim()) ?? [];
  if (path === undefined || query === undefined) return undefined;
  const pairs = new Map(query.split(';').map(pairIn));
  const jid = readJid(decoded(path));
  const node = pairs.get('node');
  const item = pairs.get('item');
  if (jid === undefined || node === undefined || node === '') return undefined;
  return {
    jid: jid.toString(),
    node,
    ...(item !== undefined && item !== '' && { item }),
  };
}

function pairIn(part: string): [string, string | undefined] {
  const equals = part.indexOf('=');
  return equals < 0
    ? [part.trim(), undefined]
    : [part.slice(0, equals).trim(), decoded(part.slice(equals + 1).trim())];
}

/** `undefined` where a `%` begins no character. */
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
