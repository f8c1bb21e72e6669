import { NS_CLIENT, languageOf, xml, type Element, type XmlElement } from '../core/index.js';
import { xhtmlElement, xhtmlMarkup } from './markup.js';
import { NS_XHTML } from './namespace.js';

/** XEP-0071: XHTML-IM. */
export const NS_XHTML_IM = 'http://jabber.org/protocol/xhtml-im';

/**
 * `<html/>`, the child of a message whose body says the same as text (section 5).
 *
 * @param markup of one element of XHTML; sanitised
 * @throws MarkupError as `xhtmlElement` does.
 */
export const xhtmlImElement = (markup: string): XmlElement =>
  xml(
    'html',
    { xmlns: NS_XHTML_IM },
    xml('body', { xmlns: NS_XHTML }, ...xhtmlElement(markup).children),
  );

/**
 * The marked-up version of a message's first body, sanitised: see `xhtmlMarkup`. It is in the language of
 * that body, else the first.
 *
 * @returns `undefined` without one, and without a body: "the meaning … MUST always be represented as best
 *   as possible in the normal `<body/>`" (section 5), which all other readers see.
 */
export function readXhtmlIm(message: Element): string | undefined {
  const plain = message.getChild('body', NS_CLIENT);
  const bodies = message.getChild('html', NS_XHTML_IM)?.getChildren('body', NS_XHTML);
  if (plain === undefined || bodies === undefined) return undefined;
  const lang = languageOf(plain);
  const body = bodies.find((each) => languageOf(each) === lang) ?? bodies[0];
  return body && xhtmlMarkup(body);
}
