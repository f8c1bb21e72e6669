import { capsElement, type XmlElement } from '@xec/stanza';
import type { Advertised } from '../core/index.js';
import { capsOf } from '../disco/index.js';

/**
 * `<c/>` for our own presence: what is in use, by its hash (XEP-0115 section 6.1). "A client SHOULD
 * include entity capabilities with every presence notification it sends."
 *
 * The hash is counted once for each `Advertised`; the element is made anew, as it goes into one
 * stanza only.
 */
export const ownCaps = (advertised: Advertised): XmlElement => capsElement(capsOf(advertised));
