/**
 * What frames are thrown at, and which share of them each one gets.
 */
import { parse, type XmlElement } from '@xec/stanza';
import type { Random } from '@xec/testing/random';
import { allFeatures, type Feature } from '@xec/xec';
import type { Corpus } from './frames/corpus.js';
import { anyFrame } from './frames/frames.js';
import type { Outcome } from './outcome.js';
import { checkFrame } from './parser/check-frame.js';
import { FactTarget } from './records/fact-target.js';
import { RecordTarget } from './records/record-target.js';
import { SessionTarget } from './session/session-target.js';

export interface Target {
  readonly name: string;
  /** The next frame. */
  next(random: Random): string | Promise<string>;
  take(frame: string, random: Random): Outcome | Promise<Outcome>;
}

/** What is thrown at: a test plants faults in it. */
export interface World {
  readonly parse: (frame: string) => XmlElement;
  readonly features: readonly Feature[];
}

export const realWorld: World = { parse, features: allFeatures };

/**
 * Of a hundred frames. One through a session costs three times what one through both parsers costs, and
 * facts have a session each.
 */
const SHARES = { parser: 86.6, session: 10, records: 3, facts: 0.4 } as const;

/** New targets: what they did before is forgotten. */
export function newTargets(
  corpus: Corpus,
  world: World,
): (readonly [share: number, target: Target])[] {
  const parser: Target = {
    name: 'parser',
    next: (random) => anyFrame(corpus, random),
    take: (frame) => checkFrame(frame, world.parse),
  };
  return [
    [SHARES.parser, parser],
    [SHARES.session, new SessionTarget(corpus, world.features)],
    [SHARES.records, new RecordTarget(corpus)],
    [SHARES.facts, new FactTarget(corpus, world.features)],
  ];
}
