import fc from 'fast-check';
import {
  NS_STREAM,
  channelBindingsFeature,
  openStream,
  readStreamError,
  readStreamFeatures,
  readStreamOpen,
  sasl2Feature,
  streamError,
  streamErrorConditions,
  xml,
  type StreamErrorInfo,
} from '../../index.js';
import { shape, some, text, trimmed, words } from './arbitraries.js';
import { roundTrip } from './round-trip.js';

export const stream = [
  roundTrip({
    builders: { openStream },
    readers: { readStreamOpen },
    of: shape<{ to: string; from?: string; lang?: string }>(
      { to: text },
      { from: text, lang: text },
    ),
    build: openStream,
    read: readStreamOpen,
    expected: ({ from }) => ({ version: '1.0', ...(from !== undefined && { from }) }),
  }),
  roundTrip({
    builders: { sasl2Feature, channelBindingsFeature },
    readers: { readStreamFeatures },
    of: fc.tuple(some(trimmed, 1), some(words)),
    build: ([mechanisms, types]) =>
      xml(
        'stream:features',
        { 'xmlns:stream': NS_STREAM },
        ...[sasl2Feature({ mechanisms }), channelBindingsFeature(types)],
      ),
    read: readStreamFeatures,
    expected: ([mechanisms, channelBindings]) => ({
      ...{ mechanisms: [], channelBindings },
      sasl2: { mechanisms, inline: [], upgrades: [] },
      namespaces: ['urn:xmpp:sasl:2', 'urn:xmpp:sasl-cb:0'],
    }),
  }),
  roundTrip({
    builders: { streamError },
    readers: { readStreamError },
    of: shape<Omit<StreamErrorInfo, 'elsewhere'>>(
      { condition: fc.constantFrom(...streamErrorConditions) },
      { text },
    ),
    build: (given) => streamError(given.condition, given.text),
    read: readStreamError,
  }),
];
