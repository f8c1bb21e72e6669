/**
 * XEP-0308: Last Message Correction, version 1.2.1 (2022-05-17).
 * https://xmpp.org/extensions/xep-0308.html
 */
import { xml, type Element, type XmlElement } from '../core/index.js';
import { idOf } from './id-of.js';

export const NS_CORRECTION = 'urn:xmpp:message-correct:0';

/** `<replace/>`: the message stands in the place of the one of that id, its first version's (section 3). */
export const replaceElement = (id: string): XmlElement =>
  xml('replace', { xmlns: NS_CORRECTION, id });

/** The id of the message that this one corrects. Whether it may is for its author to tell (section 4). */
export const readReplaced = (message: Element): string | undefined =>
  idOf(message.getChild('replace', NS_CORRECTION));
