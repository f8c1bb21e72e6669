/**
 * What a session knew, damaged by somebody in its journal: what is believed looks as it must, and no
 * handler falls over it.
 */
import { isDeepStrictEqual } from 'node:util';
import { MemoryJournal } from '@xec/journal-memory';
import type { Random } from '@xec/testing/random';
import { sampleOf } from '@xec/testing/samples';
import { openStage, type Stage } from '@xec/testing/stage';
import { Registry, unitOf, type FactChange, type FactSection, type Feature } from '@xec/xec';
import * as v from 'valibot';
import type { Corpus } from '../frames/corpus.js';
import type { Outcome, Wrong } from '../outcome.js';
import { turn } from '../session/scene.js';
import { sessionFrame } from '../session/stanzas.js';
import { mutateRecord } from './mutate-json.js';

const KEYS = [
  'current',
  'q1',
  'juliet@capulet.example',
  'romeo@montague.example',
  'romeo@montague.example/orchard',
  'orchard@places.example',
  'capulet.example',
  '__proto__',
];
/** How many facts a session has left, and how many stanzas it gets then. */
const MOST_FACTS = 6;
const STANZAS = 4;

/** Begins one session after the other, each with facts that were changed. */
export class FactTarget {
  readonly name = 'facts';
  readonly #corpus: Corpus;
  readonly #features: readonly Feature[];
  readonly #registry: Registry;

  constructor(corpus: Corpus, features: readonly Feature[]) {
    this.#corpus = corpus;
    this.#features = features;
    this.#registry = new Registry(features);
  }

  next(random: Random): string {
    const facts = Array.from({ length: random.between(1, MOST_FACTS) }, () => this.#fact(random));
    return mutateRecord(facts, this.#fact(random), random);
  }

  /** Begins a session that has these facts, and lets it live for a while. */
  async take(text: string, random: Random): Promise<Outcome> {
    const facts = readFacts(text);
    if (facts.length === 0) return { isAccepted: false, wrong: [] };
    const journal = new MemoryJournal();
    const { fence } = await journal.open('stage');
    journal.commit([unitOf({ session: 'stage', fence, facts })]);
    const stage = await openOr(this.#features, journal);
    if (stage === undefined) return { isAccepted: false, wrong: [] };
    const believed = [...stage.session.engine.registry.facts.keys()].flatMap((section) =>
      // A section that is declared is one.
      [...stage.session.engine.facts.all(section as FactSection)].map(([key]) => [section, key]),
    );
    const wrong = judge(stage);
    await stage.connected();
    const { registrations } = this.#registry;
    for (let count = 0; count < STANZAS; count += 1) {
      const frame = sessionFrame({ corpus: this.#corpus, registrations, asked: [] }, random);
      stage.server.send(frame);
      await turn(stage);
    }
    for (const { fault, where } of stage.faults) {
      const told = fault instanceof Error ? (fault.stack ?? String(fault)) : String(fault);
      wrong.push({ kind: 'fault', text: `${where}: ${told}` });
    }
    if (stage.session.state.state !== 'ended') await stage.disconnected();
    return { isAccepted: believed.length > 0, wrong };
  }

  #fact(random: Random): FactChange {
    const [section, { schema }] = random.pick([...this.#registry.facts]);
    return { section, key: random.pick(KEYS), value: sampleOf(schema, section, random) };
  }
}

/** The session; `undefined` where the stream that it had is of another account, which is said. */
async function openOr(
  features: readonly Feature[],
  journal: MemoryJournal,
): Promise<Stage | undefined> {
  try {
    return await openStage({ features, journal });
  } catch (error) {
    if (error instanceof TypeError && error.message.includes('expected it to be of')) return;
    throw error;
  }
}

/** Facts as a journal gives them: what is none at all never comes out of one. */
function readFacts(text: string): FactChange[] {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return [];
  }
  return (Array.isArray(read) ? read : [read]).filter(
    (each): each is FactChange => typeof each === 'object' && each !== null,
  );
}

/** What is believed and should not be. */
function judge(stage: Stage): Wrong[] {
  const { registry, facts } = stage.session.engine;
  const wrong: Wrong[] = [];
  for (const [section, { schema, bound }] of registry.facts) {
    const all = facts.all(section as FactSection); // it is declared
    if (bound !== undefined && all.size > stage.session.engine.bound(bound)) {
      wrong.push({ kind: 'disagreement', text: `more of ${section} than ${bound}` });
    }
    for (const value of all.values()) {
      const read = v.safeParse(schema, value);
      if (read.success && isDeepStrictEqual(read.output, value)) continue;
      wrong.push({ kind: 'disagreement', text: `${section}: ${JSON.stringify(value)}` });
    }
  }
  const plain: Record<string, unknown> = {};
  if (plain['polluted'] !== undefined) {
    wrong.push({ kind: 'disagreement', text: 'every object has a member more' });
  }
  return wrong;
}
