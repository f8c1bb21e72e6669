/**
 * Messages as a whole.
 */
import fc from 'fast-check';
import {
  chatStates,
  contentMessage,
  messageHints,
  parseJid,
  reactionsMessage,
  readMessage,
  readRich,
  retractionMessage,
  type OutgoingMessage,
} from '../../index.js';
import { jid, shape, some, text, words, yes } from './arbitraries.js';
import { sharedFile } from './file-sharing.js';
import * as parts from './message-parts.js';
import { encrypted } from './omemo.js';
import { roundTrip } from './round-trip.js';
import { markup } from './xhtml.js';

const outgoing = shape<OutgoingMessage & { readonly body: string }>(
  {
    ...{ to: jid, type: fc.constantFrom('chat', 'groupchat', 'headline', 'normal') },
    body: text,
  },
  {
    ...{ subject: text, lang: words, thread: parts.thread },
    ...{ chatState: fc.constantFrom(...chatStates), requestReceipt: yes, markable: yes },
    ...{ originId: words, hints: fc.subarray([...messageHints]), replaces: words },
    ...{ reply: parts.reply, fallbacks: some(parts.fallback, 1) },
    ...{ references: some(parts.reference, 1), encryption: parts.encryption, encrypted },
    ...{ spoiler: parts.spoiler, oob: parts.oob, xhtml: markup, files: some(sharedFile, 1) },
    ...{ sticker: parts.sticker, isUnstyled: yes },
  },
);

const from = parseJid('romeo@montague.example/orchard');

/** The same, as those see it who get it. */
const incoming = ({ requestReceipt, hints = [], ...same }: OutgoingMessage) => ({
  ...{ ...same, hints, from: from.toString(), stanzaIds: [] },
  ...(requestReceipt === true && { receiptRequest: true }),
});

const beside = { to: 'juliet@capulet.example', type: 'chat' } as const;

export const messages = [
  roundTrip({
    builders: { contentMessage },
    readers: { readMessage },
    of: outgoing,
    build: contentMessage,
    read: (el) => readMessage(el, from),
    expected: incoming,
  }),
  roundTrip({
    builders: { reactionsMessage },
    readers: { readRich },
    of: parts.reactions,
    build: (given) => reactionsMessage(given, beside),
    read: (el) => readRich(el).reactions,
  }),
  roundTrip({
    builders: { retractionMessage },
    readers: { readRich },
    of: parts.retraction,
    build: (given) => retractionMessage(given, 'taken back', beside),
    read: (el) => readRich(el).retracts,
  }),
];
