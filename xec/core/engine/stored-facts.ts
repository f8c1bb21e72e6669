/**
 * Facts as a journal has them: believed is what a feature in use declares, what looks as it must, and no
 * more of it than its bound says. All else counts as never learnt.
 */
import * as v from 'valibot';
import type { BoundName } from '../bounds.js';
import type { FactKind } from '../fact-kinds.js';
import type { FactChange } from '../facts.js';
import type { Log } from '../log.js';
import { oversized } from './record.js';

/** The session whose facts they are. */
export interface FactReader {
  readonly name: string;
  readonly registry: {
    readonly facts: ReadonlyMap<string, FactKind>;
    readonly bounds: ReadonlyMap<string, number>;
  };
  readonly log: Log;
  bound(name: BoundName): number;
}

export interface StoredFacts {
  readonly kept: readonly FactChange[];
  /** To be forgotten. Those of unknown sections are not: their feature may come back. */
  readonly dropped: readonly FactChange[];
}

/** Reads stored facts. A line of the log says of each section how many were dropped. */
export function readFacts(reader: FactReader, stored: readonly FactChange[]): StoredFacts {
  const { name: session, registry, log } = reader;
  const kept: FactChange[] = [];
  const dropped: FactChange[] = [];
  const sections = bySection(stored, registry.facts);
  for (const [kind, { section, facts }] of sections) {
    const { fitting, others } = sort(facts, kind, mostOf(kind, reader));
    for (const fact of fitting) kept.push(fact);
    for (const fact of others) dropped.push(fact);
    if (others.length > 0) log.warn('facts-dropped', { session, section, count: others.length });
  }
  // What they are called is not told: somebody may have written it into the journal.
  const count = stored.length - kept.length - dropped.length;
  if (count > 0) log.info('facts-unknown', { session, count });
  return { kept, dropped };
}

interface Section {
  readonly section: string;
  readonly facts: FactChange[];
}

function bySection(
  stored: readonly FactChange[],
  kinds: ReadonlyMap<string, FactKind>,
): ReadonlyMap<FactKind, Section> {
  const sections = new Map<FactKind, Section>();
  for (const fact of stored) {
    const { section } = fact;
    const kind = kinds.get(section);
    if (kind === undefined) continue;
    const known = sections.get(kind);
    if (known === undefined) sections.set(kind, { section, facts: [fact] });
    else known.facts.push(fact);
  }
  return sections;
}

const mostOf = ({ bound }: FactKind, reader: FactReader): number =>
  bound !== undefined && reader.registry.bounds.has(bound) ? reader.bound(bound) : Infinity;

/** Parts the facts that fit, `most` of them and rather younger ones, from the others. */
function sort(facts: readonly FactChange[], kind: FactKind, most: number) {
  const fitting: FactChange[] = [];
  const others: FactChange[] = [];
  for (const fact of facts) {
    const read = readFact(fact, kind);
    if (read === undefined) others.push(fact);
    else fitting.push(read);
  }
  if (fitting.length > most) {
    fitting.sort((one, other) => ageOf(one) - ageOf(other));
    for (const fact of fitting.splice(0, fitting.length - most)) others.push(fact);
  }
  return { fitting, others };
}

/** The fact with the fields that are declared; `undefined` where it is none of that kind. */
function readFact({ section, key, value }: FactChange, kind: FactKind): FactChange | undefined {
  if (typeof key !== 'string' || oversized(value) !== undefined) return undefined;
  const read = v.safeParse(kind.schema, value);
  return read.success ? { section, key, value: read.output } : undefined;
}

/** When it was learnt, where it says so. What does not say it counts as old. */
function ageOf({ value }: FactChange): number {
  const { at } = Object(value) as { at?: unknown }; // whatever it is
  return typeof at === 'number' ? at : 0;
}
