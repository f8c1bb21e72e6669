import type { Element } from '../core/index.js';
import { NS_EME, NS_HINTS, NS_STANZA_IDS } from '../message/index.js';

/** XEP-0033: Extended Stanza Addressing. */
const NS_ADDRESS = 'http://jabber.org/protocol/address';

/**
 * Whether servers have to see an element, or must be able to take it out (section 9): hints, stanza
 * ids, addresses, and the name of the encryption. In an envelope it would be said past them.
 */
export const isServerProcessed = (el: Element): boolean =>
  [NS_HINTS, NS_ADDRESS, NS_EME].includes(el.getNS() ?? '') || el.is('stanza-id', NS_STANZA_IDS);
