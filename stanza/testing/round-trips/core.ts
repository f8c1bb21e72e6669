import fc from 'fast-check';
import {
  formatDateTime,
  formatTimezone,
  makeJid,
  readChildNumbers,
  readChildTexts,
  readDateTime,
  readJid,
  readStanzaError,
  readTimezone,
  stanzaError,
  stanzaErrorConditions,
  textElements,
  xml,
  type QualifiedName,
  type StanzaErrorCondition,
  type StanzaErrorInfo,
} from '../../index.js';
import { instant, jid, shape, some, text, trimmed } from './arbitraries.js';
import { inIq } from './places.js';
import { roundTrip, textTrip } from './round-trip.js';

const conditions = Object.keys(stanzaErrorConditions) as StanzaErrorCondition[]; // its own keys
const names = ['a', 'b', 'c'] as const;
const finite = fc
  .double({ noDefaultInfinity: true, noNaN: true })
  .map((number) => (Object.is(number, -0) ? 0 : number));

export const core = [
  textTrip({
    builders: { formatDateTime },
    readers: { readDateTime },
    of: instant,
    build: formatDateTime,
    read: readDateTime,
  }),
  textTrip({
    builders: { formatTimezone },
    readers: { readTimezone },
    of: fc.integer({ min: -840, max: 840 }),
    build: formatTimezone,
    read: readTimezone,
  }),
  textTrip({
    builders: { makeJid },
    readers: { readJid },
    of: jid.map((each) => readJid(each)).filter((each) => each !== undefined),
    build: ({ local, domain, resource }) =>
      makeJid({
        ...(local !== undefined && { local }),
        domain,
        ...(resource !== undefined && { resource }),
      }).toString(),
    read: (sent) => readJid(sent)?.toString(),
    expected: (given) => given.toString(),
  }),
  roundTrip({
    builders: { stanzaError },
    readers: { readStanzaError },
    of: shape<Omit<StanzaErrorInfo, 'by'>>(
      {
        condition: fc.constantFrom(...conditions),
        type: fc.constantFrom('auth', 'cancel', 'continue', 'modify', 'wait'),
      },
      {
        text,
        application: some(
          shape<QualifiedName>(
            {
              name: fc.constantFrom('closed-node', 'text', 'gone'),
              xmlns: fc.constantFrom('urn:x', 'urn:y?a&b'),
            },
            {},
          ),
          1,
        ),
      },
    ),
    build: ({ condition, ...options }) => inIq(stanzaError(condition, options)),
    read: readStanzaError,
  }),
  roundTrip({
    builders: { textElements },
    readers: { readChildTexts },
    of: shape<{ a?: string; b?: string; c?: string }>({}, { a: trimmed, b: trimmed, c: trimmed }),
    build: (given) => xml('x', { xmlns: 'urn:x' }, textElements(given, names)),
    read: (el) => readChildTexts(el, names),
  }),
  roundTrip({
    builders: { textElements },
    readers: { readChildNumbers },
    of: shape<{ a?: number; b?: number; c?: number }>({}, { a: finite, b: finite, c: finite }),
    build: (given) => xml('x', { xmlns: 'urn:x' }, textElements(given, names)),
    read: (el) => readChildNumbers(el, { a: {}, b: {}, c: {} }),
  }),
];
