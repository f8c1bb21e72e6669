/**
 * What a client reads on a busy day: made-up stanzas in the shares that were seen, the same ones for the
 * same seed.
 */
import { Random } from '@xec/testing';
import { iqResult, roster } from './iqs.js';
import {
  archived,
  carbon,
  chat,
  chatState,
  groupchat,
  marker,
  pep,
  receipt,
  refused,
} from './messages.js';
import { gone, presence, roomPresence } from './presences.js';

/** The kinds of stanzas, and how many of a thousand each makes. */
export const shares = {
  chat: 220,
  presence: 170,
  groupchat: 140,
  archived: 100,
  chatState: 70,
  roomPresence: 60,
  receipt: 50,
  carbon: 50,
  gone: 40,
  marker: 40,
  pep: 30,
  refused: 16,
  iqResult: 14,
} as const;

export type Kind = keyof typeof shares;

/** A stanza as on the wire, one frame. */
export interface Sample {
  readonly kind: Kind;
  readonly xml: string;
}

/** Results of archives come in pages of so many, each page with a query id of its own. */
export const PAGE = 50;
/** One iq result of so many is the roster. */
const ROSTER_EVERY = 100;

const builders: Record<Kind, (random: Random, nth: number) => string> = {
  ...{
    chat,
    presence,
    groupchat,
    chatState,
    roomPresence,
    receipt,
    carbon,
    gone,
    marker,
    pep,
    refused,
  },
  archived: (random, nth) => archived(random, Math.floor(nth / PAGE)),
  iqResult: (random, nth) => (nth % ROSTER_EVERY === 0 ? roster(random) : iqResult(random)),
};

const kinds = Object.keys(shares) as Kind[]; // the literal above

/** A thousand kinds in their shares, in some order. */
const thousand = (random: Random): Kind[] =>
  random.shuffled(kinds.flatMap((kind) => Array.from({ length: shares[kind] }, () => kind)));

/** `count` stanzas; of each thousand, exactly the shares. */
export function makeCorpus(count: number, seed = 1): Sample[] {
  const order = Random.of(seed, 'order');
  const content = Random.of(seed, 'content');
  const made = new Map<Kind, number>();
  const samples: Sample[] = [];
  while (samples.length < count) {
    for (const kind of thousand(order).slice(0, count - samples.length)) {
      const nth = made.get(kind) ?? 0;
      made.set(kind, nth + 1);
      samples.push({ kind, xml: builders[kind](content, nth) });
    }
  }
  return samples;
}

/** How many archive queries a corpus of `count` stanzas has results of. */
export const pagesOf = (count: number): number =>
  Math.ceil((Math.ceil(count / 1000) * shares.archived) / PAGE);
