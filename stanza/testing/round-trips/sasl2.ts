import fc from 'fast-check';
import {
  parse,
  readSasl2Feature,
  readSasl2Message,
  readSasl2Reply,
  readSaslCondition,
  readScramUpgradeHash,
  readScramUpgradeSalt,
  readUpgrades,
  sasl2Abort,
  sasl2Authenticate,
  sasl2Challenge,
  sasl2Continue,
  sasl2Failure,
  sasl2Feature,
  sasl2Next,
  sasl2Response,
  sasl2Success,
  sasl2TaskData,
  saslConditions,
  readJid,
  scramUpgradeHash,
  scramUpgradeSalt,
  upgradeElement,
  type Element,
  type ScramUpgradeSalt,
  type UserAgent,
} from '../../index.js';
import { bytes, foreign, jid, shape, some, trimmed, words } from './arbitraries.js';
import { texts, within } from './places.js';
import { roundTrip } from './round-trip.js';

const data = fc.uint8Array({ maxLength: 12 });
const inline = some(foreign);
const parsed = (elements: readonly string[]): Element[] => elements.map((each) => parse(each));

/** What was read, with its elements as text. */
const printed = (read: object | undefined): unknown =>
  read &&
  Object.fromEntries(
    Object.entries(read).map(([name, value]: [string, unknown]) => [
      name,
      name === 'inline' || name === 'content' ? texts(value as Element[]) : value, // what they hold
    ]),
  );

const agent = shape<UserAgent>({}, { id: words, software: trimmed, device: trimmed });
interface Asked {
  readonly mechanism: string;
  readonly initial?: Uint8Array;
  readonly userAgent?: UserAgent;
  readonly inline: string[];
  readonly upgrades: string[];
}
const asked = shape<Asked>(
  { mechanism: words, inline, upgrades: some(trimmed) },
  { initial: data, userAgent: agent },
);
const failure = shape<{ condition: (typeof saslConditions)[number]; text?: string }>(
  { condition: fc.constantFrom(...saslConditions) },
  { text: trimmed },
);

const ofClient = [
  roundTrip({
    builders: { sasl2Authenticate },
    readers: { readSasl2Message },
    of: asked,
    build: (given) => sasl2Authenticate({ ...given, inline: parsed(given.inline) }),
    read: (el) => printed(readSasl2Message(el)),
    expected: (given) => ({ kind: 'authenticate', ...given }),
  }),
  roundTrip({
    builders: { sasl2Response },
    readers: { readSasl2Message },
    of: data,
    build: sasl2Response,
    read: readSasl2Message,
    expected: (given) => ({ kind: 'response', data: given }),
  }),
  roundTrip({
    builders: { sasl2Abort },
    readers: { readSasl2Message },
    of: trimmed,
    build: sasl2Abort,
    read: readSasl2Message,
    expected: (text) => ({ kind: 'abort', text }),
  }),
  roundTrip({
    builders: { sasl2Next },
    readers: { readSasl2Message },
    of: fc.tuple(words, inline),
    build: ([task, content]) => sasl2Next(task, ...parsed(content)),
    read: (el) => printed(readSasl2Message(el)),
    expected: ([task, content]) => ({ kind: 'next', task, content }),
  }),
  roundTrip({
    builders: { sasl2TaskData },
    readers: { readSasl2Message, readSasl2Reply },
    of: inline,
    build: (content) => sasl2TaskData(...parsed(content)),
    read: (el) => [printed(readSasl2Message(el)), printed(readSasl2Reply(el))],
    expected: (content) => [
      { kind: 'task-data', content },
      { kind: 'task-data', content },
    ],
  }),
];

const ofServer = [
  roundTrip({
    builders: { sasl2Feature },
    readers: { readSasl2Feature },
    of: fc.record(
      { mechanisms: some(trimmed, 1), inline, upgrades: some(trimmed) },
      { noNullPrototype: true },
    ),
    build: (given) => sasl2Feature({ ...given, inline: parsed(given.inline) }),
    read: (el) => printed(readSasl2Feature(el)),
  }),
  roundTrip({
    builders: { sasl2Challenge },
    readers: { readSasl2Reply },
    of: data,
    build: sasl2Challenge,
    read: readSasl2Reply,
    expected: (given) => ({ kind: 'challenge', data: given }),
  }),
  roundTrip({
    builders: { sasl2Success },
    readers: { readSasl2Reply },
    of: shape<{ jid: string; inline: string[]; data?: Uint8Array }>({ jid, inline }, { data }),
    build: (given) =>
      sasl2Success({ ...given, jid: addressOf(given.jid), inline: parsed(given.inline) }),
    read: (el) => printed(readSasl2Reply(el)),
    expected: (given) => ({ kind: 'success', ...given, jid: addressOf(given.jid) }),
  }),
  roundTrip({
    builders: { sasl2Continue },
    readers: { readSasl2Reply },
    of: shape<{ data?: Uint8Array; tasks: string[]; text?: string }>(
      { tasks: some(trimmed, 1) },
      { data, text: trimmed },
    ),
    build: sasl2Continue,
    read: readSasl2Reply,
    expected: (given) => ({ kind: 'continue', ...given }),
  }),
  roundTrip({
    builders: { sasl2Failure },
    readers: { readSasl2Reply, readSaslCondition },
    of: failure,
    build: sasl2Failure,
    read: (el) => [readSasl2Reply(el), readSaslCondition(el)],
    expected: (given) => [{ kind: 'failure', ...given }, given.condition],
  }),
];

function addressOf(text: string) {
  const address = readJid(text);
  if (address === undefined) throw new Error(`expected an address, got ${text}`);
  return address;
}

export const sasl2 = [
  ...ofClient,
  ...ofServer,
  roundTrip({
    builders: { upgradeElement },
    readers: { readUpgrades },
    of: some(trimmed),
    build: (given) => within('urn:x', ...given.map(upgradeElement)),
    read: readUpgrades,
  }),
  roundTrip({
    builders: { scramUpgradeSalt },
    readers: { readScramUpgradeSalt },
    of: shape<ScramUpgradeSalt>(
      { salt: bytes, iterations: fc.integer({ min: 1, max: 10_000_000 }) },
      {},
    ),
    build: scramUpgradeSalt,
    read: readScramUpgradeSalt,
  }),
  roundTrip({
    builders: { scramUpgradeHash },
    readers: { readScramUpgradeHash },
    of: bytes,
    build: scramUpgradeHash,
    read: readScramUpgradeHash,
  }),
];
