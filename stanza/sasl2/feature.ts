/**
 * What a server offers for a login (XEP-0388 section 2.1).
 */
import { childElements, xml, type Element, type XmlElement } from '../core/index.js';
import { NS_SASL2 } from './data.js';
import { readUpgrades, upgradeElement } from './upgrade.js';

/** What a server offers. */
export interface Sasl2Feature {
  /** Names of SASL mechanisms, in the server's order. */
  readonly mechanisms: readonly string[];
  /**
   * What can be negotiated together with the login, each with its own room's reader:
   * `readBind2Feature`, `readFastFeature`, and `<sm/>` for the resumption of a stream.
   */
  readonly inline: readonly Element[];
  /** Names of tasks that give the server a stronger hash of the password (XEP-0480). */
  readonly upgrades: readonly string[];
}

/** `<authentication/>`, a stream feature. */
export const sasl2Feature = ({
  mechanisms,
  inline = [],
  upgrades = [],
}: Pick<Sasl2Feature, 'mechanisms'> & Partial<Sasl2Feature>): XmlElement =>
  xml(
    'authentication',
    { xmlns: NS_SASL2 },
    mechanisms.map((name) => xml('mechanism', {}, name)),
    inline.length > 0 && xml('inline', {}, inline),
    upgrades.map(upgradeElement),
  );

/**
 * Reads `<authentication/>`.
 *
 * @returns `undefined` for another element, and for one that offers no mechanism: "it MUST NOT be
 *   offered if not at least one mechanism can be provided"
 */
export function readSasl2Feature(el: Element): Sasl2Feature | undefined {
  if (!el.is('authentication', NS_SASL2)) return undefined;
  const mechanisms = el.getChildren('mechanism', NS_SASL2).map((each) => each.getText().trim());
  if (mechanisms.length === 0) return undefined;
  const inline = el.getChild('inline', NS_SASL2);
  return {
    mechanisms,
    inline: inline === undefined ? [] : childElements(inline),
    upgrades: readUpgrades(el),
  };
}

/** Whether something can be negotiated together with the login, as `<sm/>` of XEP-0198 section 9. */
export const offersInline = (
  { inline }: Pick<Sasl2Feature, 'inline'>,
  name: string,
  xmlns: string,
): boolean => inline.some((el) => el.is(name, xmlns));
