/**
 * XEP-0118: User Tune, version 1.3.0 (2020-10-20).
 * https://xmpp.org/extensions/xep-0118.html
 */
import {
  readChildNumbers,
  readChildTexts,
  textElements,
  xml,
  type Element,
  type XmlElement,
} from '../core/index.js';

/** The namespace, and the node at the account. */
export const NS_TUNE = 'http://jabber.org/protocol/tune';

const texts = [
  ...(['artist', 'composer', 'date', 'genre', 'language', 'lyricist', 'performer'] as const),
  ...(['source', 'title', 'track', 'uri'] as const),
];
const numbers = {
  length: { min: 0, max: 65_535, isInteger: true },
  rating: { min: 1, max: 10, isInteger: true },
} as const;

/** What is told of a tune: texts, and numbers with what they may be. */
export const tuneFields = { texts, numbers };

/** What somebody listens to; one without anything says that the music stopped (section 2). */
export interface Tune extends Readonly<Partial<Record<(typeof texts)[number], string>>> {
  /** Seconds. */
  readonly length?: number;
  /** From 1 to 10, the best. */
  readonly rating?: number;
}

/** `<tune/>`. */
export const tuneElement = (tune: Tune): XmlElement =>
  xml(
    'tune',
    { xmlns: NS_TUNE },
    textElements(tune, texts),
    textElements(tune, ['length', 'rating']),
  );

/** Reads a `<tune/>`; `undefined` for another element. */
export const readTune = (el: Element): Tune | undefined =>
  el.is('tune', NS_TUNE)
    ? { ...readChildTexts(el, texts), ...readChildNumbers(el, numbers) }
    : undefined;
