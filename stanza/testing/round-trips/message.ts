import fc from 'fast-check';
import {
  chatState,
  chatStates,
  displayedMarker,
  encryptionElement,
  fallbackElement,
  messageBody,
  messageHint,
  messageHints,
  messageSubject,
  messageThread,
  oobElement,
  originId,
  reactionsElement,
  readChatState,
  readEncryption,
  readFallbacks,
  readHints,
  readMarker,
  readOob,
  readOriginId,
  readReactions,
  readReceipt,
  readReferences,
  readReplaced,
  readReply,
  readRetraction,
  readSpoiler,
  readSticker,
  readTexts,
  readThread,
  receipt,
  referenceElement,
  replaceElement,
  replyElement,
  retractElement,
  spoilerElement,
  stickerElement,
  type Element,
  type LanguageText,
  type XmlElement,
} from '../../index.js';
import { shape, some, text, words } from './arbitraries.js';
import * as parts from './message-parts.js';
import { inMessage } from './places.js';
import { roundTrip, type RoundTrip } from './round-trip.js';

/** One of an element that stands alone in a message. */
const part = <Part>(
  builders: Readonly<Record<string, (given: Part) => XmlElement>>,
  readers: Readonly<Record<string, (message: Element) => unknown>>,
  of: fc.Arbitrary<Part>,
): RoundTrip[] =>
  Object.entries(builders).flatMap(([builder, build]) =>
    Object.entries(readers).map(([reader, read]) =>
      roundTrip({
        builders: { [builder]: build },
        readers: { [reader]: read },
        of,
        build: (given) => inMessage(build(given)),
        read,
      }),
    ),
  );

/** Each language once, and one that is not said. */
const translations = fc.uniqueArray(shape<LanguageText>({ text }, { lang: words }), {
  maxLength: 3,
  selector: ({ lang }) => lang?.toLowerCase(),
});

export const message = [
  ...part({ chatState }, { readChatState }, fc.constantFrom(...chatStates)),
  ...part({ encryptionElement }, { readEncryption }, parts.encryption),
  ...part({ messageThread }, { readThread }, parts.thread),
  ...part({ oobElement }, { readOob }, parts.oob),
  ...part({ originId }, { readOriginId }, words),
  ...part({ reactionsElement }, { readReactions }, parts.reactions),
  ...part({ receipt }, { readReceipt }, words),
  ...part({ replaceElement }, { readReplaced }, words),
  ...part({ replyElement }, { readReply }, parts.reply),
  ...part({ retractElement }, { readRetraction }, parts.retraction),
  ...part({ spoilerElement }, { readSpoiler }, parts.spoiler),
  ...part({ stickerElement }, { readSticker }, parts.sticker),
  roundTrip({
    builders: { displayedMarker },
    readers: { readMarker },
    of: words,
    build: (id) => inMessage(displayedMarker(id)),
    read: readMarker,
    expected: (id) => ({ type: 'displayed', id }),
  }),
  roundTrip({
    builders: { messageHint },
    readers: { readHints },
    of: fc.subarray([...messageHints]),
    build: (given) => inMessage(...given.map(messageHint)),
    read: readHints,
  }),
  roundTrip({
    builders: { fallbackElement },
    readers: { readFallbacks },
    of: some(parts.fallback),
    build: (given) => inMessage(...given.map(fallbackElement)),
    read: readFallbacks,
  }),
  roundTrip({
    builders: { referenceElement },
    readers: { readReferences },
    of: some(parts.reference),
    build: (given) => inMessage(...given.map(referenceElement)),
    read: (el) => readReferences(el, undefined),
  }),
  roundTrip({
    builders: { messageBody },
    readers: { readTexts },
    of: translations,
    build: (given) => inMessage(...given.map((each) => messageBody(each.text, each.lang))),
    read: (el) => readTexts(el, 'body'),
  }),
  roundTrip({
    builders: { messageSubject },
    readers: { readTexts },
    of: translations,
    build: (given) => inMessage(...given.map((each) => messageSubject(each.text, each.lang))),
    read: (el) => readTexts(el, 'subject'),
  }),
];
