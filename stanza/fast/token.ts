/**
 * The token that a server gives (XEP-0484 section 3.3). A file of its own, because only a login that
 * got one has to do with times.
 */
import { formatDateTime, readDateTime, xml, type Element, type XmlElement } from '../core/index.js';
import { NS_FAST } from './fast.js';

/** A token. Whoever has it can log in: it is as secret as a password (section 4.1). */
export interface FastToken {
  readonly token: string;
  readonly expiry: Date;
}

/** `<token/>`, in SASL2's `<success/>` (section 3.3). */
export const fastToken = ({ token, expiry }: FastToken): XmlElement =>
  xml('token', { xmlns: NS_FAST, token, expiry: formatDateTime(expiry) });

/**
 * Reads the first `<token/>` of what a server answers. One may come unasked: it takes the place of
 * the one that was used (section 3.5).
 *
 * @returns `undefined` where there is none, and for one without token or time
 */
export function readFastToken(inline: readonly Element[]): FastToken | undefined {
  const found = inline.find((el) => el.is('token', NS_FAST));
  const { token, expiry }: Readonly<Record<string, unknown>> = found?.attrs ?? {};
  if (typeof token !== 'string' || token === '' || typeof expiry !== 'string') return undefined;
  const date = readDateTime(expiry);
  return date && { token, expiry: date };
}
