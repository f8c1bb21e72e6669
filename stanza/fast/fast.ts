/**
 * XEP-0484: Fast Authentication Streamlining Tokens, version 0.2.0 (2024-06-30).
 * https://xmpp.org/extensions/xep-0484.html
 *
 * A server gives a token at a login with SASL2 (`stanza/sasl2`); the next login is one round trip
 * with a mechanism for tokens, and needs no password.
 */
import { xml, type Element, type XmlElement } from '../core/index.js';

export const NS_FAST = 'urn:xmpp:fast:0';

/** What a server offers, in SASL2's `<inline/>` (section 3.1). */
export interface FastFeature {
  /** Names of mechanisms for tokens, as `HT-SHA-256-NONE`; they stand in no other list. */
  readonly mechanisms: readonly string[];
  /** Whether a login may come in TLS's early data. */
  readonly allowsEarlyData: boolean;
}

/** `<fast/>`, as a server offers it. */
export const fastFeature = ({ mechanisms, allowsEarlyData }: FastFeature): XmlElement =>
  xml(
    'fast',
    { xmlns: NS_FAST, 'tls-0rtt': allowsEarlyData ? 'true' : undefined },
    mechanisms.map((name) => xml('mechanism', {}, name)),
  );

/** Reads the first `<fast/>` of what a server offers; `undefined` where there is none. */
export function readFastFeature(inline: readonly Element[]): FastFeature | undefined {
  const fast = inline.find((el) => el.is('fast', NS_FAST));
  if (fast === undefined) return undefined;
  const mechanisms = fast.getChildren('mechanism', NS_FAST).map((el) => el.getText().trim());
  return { mechanisms, allowsEarlyData: isTrue(fast.attrs['tls-0rtt']) };
}

/** `<request-token/>`: asks for a token for later logins with `mechanism` (section 3.2). */
export const requestFastToken = (mechanism: string): XmlElement =>
  xml('request-token', { xmlns: NS_FAST, mechanism });

/** The mechanism that a client asks a token for; `undefined` where it asks for none. */
export function readFastTokenRequest(inline: readonly Element[]): string | undefined {
  const request = inline.find((el) => el.is('request-token', NS_FAST));
  return request && readText(request, 'mechanism');
}

/** How a client logs in with a token. */
export interface FastLogin {
  /** Higher at every login with one token, so that none can be repeated (section 3.4). */
  readonly count?: number;
  /** Whether the token is to be forgotten after this login (section 3.6). */
  readonly invalidate: boolean;
}

/** `<fast/>`, in SASL2's `<authenticate/>`: the mechanism uses a token. */
export const fastLogin = ({ count, invalidate = false }: Partial<FastLogin> = {}): XmlElement =>
  xml('fast', { xmlns: NS_FAST, count, invalidate: invalidate ? 'true' : undefined });

/**
 * Reads the first `<fast/>` of what a client asks for.
 *
 * @returns `undefined` where there is none, and for a count that is no positive integer
 */
export function readFastLogin(inline: readonly Element[]): FastLogin | undefined {
  const fast = inline.find((el) => el.is('fast', NS_FAST));
  if (fast === undefined) return undefined;
  const invalidate = isTrue(fast.attrs['invalidate']);
  const count = readText(fast, 'count');
  if (count === undefined) return { invalidate };
  return /^0*[1-9]\d{0,9}$/.test(count) ? { count: Number(count), invalidate } : undefined;
}

/** A boolean of XML Schema. */
const isTrue = (value: unknown): boolean => value === 'true' || value === '1';

function readText(el: Element, name: string): string | undefined {
  const value: unknown = el.attrs[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
