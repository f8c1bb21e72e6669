/**
 * Where elements stand that are read out of a stanza.
 */
import {
  firstChild,
  messageStanza,
  presenceStanza,
  xml,
  type Element,
  type XmlElement,
} from '../../index.js';

export const inIq = (...children: XmlElement[]): XmlElement =>
  xml('iq', { xmlns: 'jabber:client', type: 'result' }, children);

export const inMessage = (...children: XmlElement[]): XmlElement => messageStanza({}, children);

export const inPresence = (...children: XmlElement[]): XmlElement => presenceStanza({}, children);

/** In an element of that namespace, which their own is then. */
export const within = (xmlns: string, ...children: XmlElement[]): XmlElement =>
  xml('in', { xmlns }, children);

/** The one element in `parent`. */
export function inside(parent: Element): Element {
  const child = firstChild(parent);
  if (child === undefined) throw new Error(`expected an element in ${parent.getName()}`);
  return child;
}

/** Elements as text, for comparison. */
export const texts = (elements: readonly Element[]): string[] => elements.map(String);
