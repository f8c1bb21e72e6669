/**
 * Where bounds are declared: how much a peer, or a browser, can make us keep. Their comments make the
 * table of `docs/security.md`.
 */
import { existsSync } from 'node:fs';
import { defaultSessionLimits } from '@xec/session';
import { defaultParseLimits } from '@xec/stanza';
import { Registry, allFeatures, defaultEngineLimits, defaultPacketBounds } from '@xec/xec';
import { projectRoot } from '../../root/index.js';

/** A declaration whose members are bounds. */
export interface BoundSource {
  /** Where an application sets them, for people. */
  readonly setting: string;
  readonly file: string;
  /** The interface, or the object, that has the comments. */
  readonly declared: string;
  /** What is counted where nothing is set; absent where only the comments say it. */
  readonly defaults?: Readonly<Record<string, unknown>>;
  /** Members that bound nothing that is kept. Times (`…Ms`) are none either. */
  readonly others?: readonly string[];
  /** What happens over a bound whose comment does not say it: of one, or (`*`) of all. */
  readonly over?: Readonly<Record<string, string>>;
}

const registry = new Registry(allFeatures);
const roomBounds = Object.fromEntries(registry.bounds);
const setting = 'client: `limits.bounds`';

/** Features that declare bounds. */
const rooms = registry.features.flatMap(({ name, bounds }) => (bounds === undefined ? [] : [name]));

const gateway = ['packages/gateway/limits.ts', 'packages/gateway/options.ts'].find((file) =>
  existsSync(`${projectRoot}${file}`),
);

export const sources: readonly BoundSource[] = [
  { setting, file: 'xec/core/bounds.ts', declared: 'coreBounds', defaults: roomBounds },
  ...rooms.map((room) => ({
    ...{ setting, file: `xec/${room}/bounds.ts`, declared: 'bounds', defaults: roomBounds },
  })),
  {
    setting: 'client: `limits`',
    file: 'xec/core/engine/ports.ts',
    declared: 'EngineLimits',
    defaults: { ...defaultEngineLimits },
    others: ['bounds'],
  },
  {
    setting: 'client: `limits`',
    file: 'packages/session/options.ts',
    declared: 'SessionLimits',
    defaults: { ...defaultSessionLimits },
    others: ['ackAfter', 'suspiciousEnds'],
  },
  {
    setting: 'client: `parseLimits`',
    file: 'stanza/core/parse/limits.ts',
    declared: 'ParseLimits',
    defaults: { ...defaultParseLimits },
    over: { '*': 'the stream ends with `policy-violation`.' },
  },
  {
    setting: 'journal: `packets`',
    file: 'xec/core/journal/journal.ts',
    declared: 'PacketBounds',
    defaults: { ...defaultPacketBounds },
    over: { '*': 'the oldest packets go; who comes back for them hears `resync`.' },
  },
  {
    setting: 'gateway: `limits`',
    file: gateway ?? '',
    declared: 'GatewayLimits',
    over: {
      queuedPackets: 'the tab starts afresh (`resync`).',
      queuedBytes: 'the tab starts afresh (`resync`).',
      subscriptions: 'refused with an error.',
      requests: 'refused with `resource-constraint`.',
      messageBytes: 'the socket is closed.',
      tabs: 'the next one is refused.',
      accounts: 'the next sign-in is refused, for now.',
      attempts: 'refused until one more is due.',
      addressAttempts: 'refused until one more is due.',
    },
  },
];

/**
 * Constants of `xec` and of the session that bound something and are no settings, by file and name: what
 * each bounds, and why nobody sets it.
 */
export const fixed: Readonly<Record<string, string>> = {
  'xec/caps/announced.ts MAX_ATTRIBUTE':
    'Characters of an attribute of announced capabilities; longer ones are none.',
  'xec/caps/verify.ts MAX_TEXT':
    'Characters of a description whose hash is verified; longer ones are not kept.',
  'xec/core/engine/careful-start.ts MAX_TRIES':
    'Owners that may die of a stanza before it is set aside.',
  'xec/core/engine/record.ts MAX_CHARACTERS':
    'Characters of a stored request or fact; larger ones are not believed.',
  'xec/core/engine/record.ts MAX_DEPTH':
    'Levels of a stored request or fact; deeper ones are not believed.',
  'xec/core/journal/journal.ts MAX_SET_ASIDE':
    'Things of a session that were set aside; the oldest go. For people to look at.',
  'xec/mam/get-archive.action.ts MAX_TURNS':
    'Questions to an old archive that has not said how a page ends; then the query fails.',
  'xec/muc/room-facts.ts MAX_LENGTH':
    'Characters of a feature of a room; longer ones are none that we know.',
  'xec/pubsub/mending.ts MAX_ROUNDS': 'Attempts to mend a node before the publication fails.',
  'packages/session/login/logins.ts MAX_CONFIRMATIONS':
    'Questions to a slow journal whether the session is ours, a login.',
  'packages/session/redirects.ts MAX_REDIRECTS':
    'Places in a row that servers send us to; then the session goes back to the first.',
  'packages/session/registration/hashcash.ts MAX_DIGITS':
    'Digits of a hash that a server may want made; more end the registration.',
  'packages/session/registration/hashcash.ts MAX_HASHES':
    'Hashes that are made for it; then the registration ends.',
  'packages/session/resume-attempts.ts MAX_UNANSWERED':
    'Resumptions in a row without an answer; then the stream is given up.',
  'packages/session/sasl/digest-message.ts MAX_BYTES':
    'Bytes of a challenge of DIGEST-MD5; longer ones end the login.',
  'packages/session/sasl/scram-message.ts MAX_ITERATIONS':
    'Iterations of SCRAM that a server may ask for; more end the login.',
  'packages/session/sasl/scram-message.ts MAX_MESSAGE_BYTES':
    'Bytes of a message of SCRAM; longer ones end the login.',
};
