import { envelopeElement, parse, readEnvelope, type EnvelopeAffixes } from '../../index.js';
import { bareJid, foreign, instant, shape, some, text } from './arbitraries.js';
import { roundTrip } from './round-trip.js';

/** An envelope with its content as text, as it is compared. */
interface Written extends EnvelopeAffixes {
  readonly content: readonly string[];
}

export const envelope = [
  roundTrip({
    builders: { envelopeElement },
    readers: { readEnvelope },
    of: shape<Written>(
      { content: some(foreign) },
      { rpad: text, time: instant, to: bareJid, from: bareJid },
    ),
    build: (given) =>
      envelopeElement({ ...given, content: given.content.map((one) => parse(one)) }),
    read: (el) => {
      const read = readEnvelope(el);
      return read && { ...read, content: read.content.map(String) };
    },
  }),
];
