/**
 * XEP-0480: SASL Upgrade Tasks, version 0.2.0 (2024-12-01).
 * https://xmpp.org/extensions/xep-0480.html
 *
 * A server that has a password only as an old hash asks the client for a newer one.
 */
import { decodeBase64, encodeBase64, xml, type Element, type XmlElement } from '../core/index.js';

export const NS_SASL_UPGRADE = 'urn:xmpp:sasl:upgrade:0';
export const NS_SCRAM_UPGRADE = 'urn:xmpp:scram-upgrade:0';

/** `<upgrade/>`: the server offers the task of that name, or the client asks for it. */
export const upgradeElement = (task: string): XmlElement =>
  xml('upgrade', { xmlns: NS_SASL_UPGRADE }, task);

/** The names of the tasks in `<authentication/>` or `<authenticate/>`. */
export const readUpgrades = (el: Element): string[] =>
  el.getChildren('upgrade', NS_SASL_UPGRADE).map((each) => each.getText().trim());

/** What SCRAM needs to hash a password (section 3). */
export interface ScramUpgradeSalt {
  readonly salt: Uint8Array;
  readonly iterations: number;
}

/** `<salt/>`, which the server puts into `<task-data/>`. */
export const scramUpgradeSalt = ({ salt, iterations }: ScramUpgradeSalt): XmlElement =>
  xml('salt', { xmlns: NS_SCRAM_UPGRADE, iterations }, encodeBase64(salt));

/**
 * Reads `<salt/>`.
 *
 * Does not judge the number of iterations beyond that it is one: the client has limits.
 *
 * @returns `undefined` for another element, and for one without salt or iterations
 */
export function readScramUpgradeSalt(el: Element): ScramUpgradeSalt | undefined {
  if (!el.is('salt', NS_SCRAM_UPGRADE)) return undefined;
  const salt = readBytes(el);
  const count: unknown = el.attrs['iterations'];
  if (salt === undefined || typeof count !== 'string') return undefined;
  return /^[1-9]\d{0,14}$/.test(count) ? { salt, iterations: Number(count) } : undefined;
}

/** `<hash/>` with RFC 5802's SaltedPassword, which the client puts into `<task-data/>`. */
export const scramUpgradeHash = (saltedPassword: Uint8Array): XmlElement =>
  xml('hash', { xmlns: NS_SCRAM_UPGRADE }, encodeBase64(saltedPassword));

/** Reads `<hash/>`; `undefined` for another element, and for one without base64. */
export const readScramUpgradeHash = (el: Element): Uint8Array | undefined =>
  el.is('hash', NS_SCRAM_UPGRADE) ? readBytes(el) : undefined;

/** Neither element may be empty. */
function readBytes(el: Element): Uint8Array | undefined {
  const bytes = decodeBase64(el.getText().trim());
  return bytes?.length === 0 ? undefined : bytes;
}
