import { copyElement, parse, type Element, type XmlElement } from '../core/index.js';

/** An application or a transport of another specification: kept as it is, for whoever knows it. */
export interface OtherJinglePart {
  readonly kind: 'other';
  readonly xmlns: string;
  /** The whole element, as XML text. */
  readonly xml: string;
}

/**
 * The element.
 *
 * @throws XmlError where the text is not one well-formed element
 */
export const otherPartElement = ({ xml }: OtherJinglePart): XmlElement => parse(xml);

/** Whether `text` is one element of that name; what stands in a `<content/>` is. */
export function isJinglePart(text: string, name: string, xmlns: string): boolean {
  try {
    return parse(text).is(name, xmlns);
  } catch {
    return false; // the parser throws for nothing but text that is no element
  }
}

export const readOtherPart = (el: Element): OtherJinglePart => ({
  kind: 'other',
  xmlns: el.getNS() ?? '',
  xml: copyElement(el).toString(),
});
