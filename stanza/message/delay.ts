/**
 * XEP-0203: Delayed Delivery, version 2.0 (2009-09-15).
 * https://xmpp.org/extensions/xep-0203.html
 */
import { normalDateTime, readJid, type Element } from '../core/index.js';

export const NS_DELAY = 'urn:xmpp:delay';

/** When a stanza was sent that came later. */
export interface Delay {
  /** XEP-0082, UTC. */
  readonly stamp: string;
  /** Who says so, prepared. Anyone can write anything here (section 5). */
  readonly from?: string;
}

/**
 * Reads the delays of a stanza, or of the `<forwarded/>` around one, in document order.
 *
 * A stamp that is no date is left out (section 2: XEP-0082), and so is a `from` that is no JID.
 * Which of them count is for the caller to say, by who sent them.
 */
export function readDelays(el: Element): Delay[] {
  const delays: Delay[] = [];
  for (const delay of el.getChildren('delay', NS_DELAY)) {
    const stamp = normalDateTime((delay.attrs['stamp'] as string | undefined) ?? ''); // attributes are strings
    if (stamp === undefined) continue;
    const from = readJid(delay.attrs['from'] as string | undefined); // attributes are strings
    delays.push(from === undefined ? { stamp } : { stamp, from: from.toString() });
  }
  return delays;
}
