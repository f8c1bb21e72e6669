import fc from 'fast-check';
import {
  messageBody,
  readXhtmlIm,
  xhtmlImElement,
  xhtmlMarkup,
  xml,
  type XmlElement,
} from '../../index.js';
import { some, text, webUrl } from './arbitraries.js';
import { inMessage } from './places.js';
import { roundTrip } from './round-trip.js';

const { inline } = fc.letrec<{ inline: XmlElement }>((tie) => ({
  inline: fc.oneof(
    { depthSize: 'small' },
    text.map((said) => xml('span', {}, said, '.')),
    fc.tuple(webUrl, text).map(([href, said]) => xml('a', { href, title: said }, said, '.')),
    fc
      .constantFrom('em', 'strong', 'code')
      .chain((name) => some(tie('inline'), 1).map((within) => xml(name, {}, within))),
  ),
}));

/** Markup as it is after it was looked through: of that all comes back. */
export const markup = some(inline, 1)
  .map((within) =>
    xhtmlMarkup(xml('div', { xmlns: 'http://www.w3.org/1999/xhtml' }, xml('p', {}, within))),
  )
  .filter((each) => each !== undefined);

export const xhtml = [
  roundTrip({
    builders: { xhtmlImElement },
    readers: { readXhtmlIm },
    of: markup,
    build: (given) => inMessage(messageBody('plain'), xhtmlImElement(given)),
    read: readXhtmlIm,
  }),
];
