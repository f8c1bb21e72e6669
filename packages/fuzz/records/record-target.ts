/**
 * Stored requests that somebody damaged: what cannot be woken is set aside and told once, what can be is woken.
 */
import { MemoryJournal } from '@xec/journal-memory';
import { copyElement, parseJid, xml, type Element } from '@xec/stanza';
import { Random } from '@xec/testing/random';
import { TestRuntime } from '@xec/testing/rooms';
import {
  Committer,
  Deadlines,
  Engine,
  Registry,
  allFeatures,
  defaultEngineLimits,
  loadRehydration,
  silentLog,
  type PendingRecord,
  type SessionSnapshot,
  type UnreadableRecord,
} from '@xec/xec';
import type { Corpus } from '../frames/corpus.js';
import type { Outcome, Wrong } from '../outcome.js';
import { RecordHost } from './host.js';
import { makeRecords } from './make-records.js';
import { mutateRecord } from './mutate-json.js';

const registry = new Registry(allFeatures);
const began = new TestRuntime().now();
const records = makeRecords([...registry.actions.values()], began, new Random(1));

/** Rehydrates one record at a time. */
export class RecordTarget {
  readonly name = 'records';
  readonly #corpus: Corpus;
  readonly #runtime = new TestRuntime();

  constructor(corpus: Corpus) {
    this.#corpus = corpus;
  }

  next(random: Random): string {
    return mutateRecord(random.pick(records), random.pick(records), random);
  }

  /** Begins a session that has this record, and lets it end. */
  async take(text: string, random: Random): Promise<Outcome> {
    const runtime = this.#runtime;
    const journal = new MemoryJournal();
    const snapshot = { ...(await journal.open('fuzz')), ...readRow(text) };
    const shared = {
      registry,
      runtime,
      log: silentLog,
      committer: new Committer(journal, runtime),
      deadlines: new Deadlines(runtime),
      limits: defaultEngineLimits,
    };
    const host = new RecordHost();
    const self = parseJid('juliet@capulet.example/balcony');
    const rehydration = await loadRehydration(snapshot);
    const engine = new Engine('fuzz', self, snapshot, shared, host, rehydration);
    runtime.flush();
    const woken = [...engine.pending.entries()].map(({ record }) => record);
    const wrong = [...judgeStart(woken.length, host), ...polluted()];
    for (const record of woken) {
      engine.receive(answerTo(record, this.#corpus, random));
      runtime.flush();
    }
    engine.finish();
    runtime.flush();
    await engine.idle();
    for (const { fault, where } of host.faults)
      wrong.push({ kind: 'fault', text: told(fault, where) });
    if (engine.pending.size > 0) wrong.push({ kind: 'disagreement', text: 'it has not ended' });
    return { isAccepted: woken.length > 0, wrong };
  }
}

/** A row of a journal, as journals read it. */
function readRow(text: string): Partial<SessionSnapshot> {
  const unreadable: UnreadableRecord[] = [];
  const pending: PendingRecord[] = [];
  try {
    pending.push(JSON.parse(text) as PendingRecord); // anything: that is the point
  } catch {
    unreadable.push({ id: 'unreadable', text });
  }
  return { pending, unreadable };
}

/** Either it waits, or it is set aside and told once. */
function judgeStart(woken: number, host: RecordHost): Wrong[] {
  const asides = host.faults.filter(({ where }) => where === 'journal');
  host.faults.splice(
    0,
    host.faults.length,
    ...host.faults.filter((each) => !asides.includes(each)),
  );
  if (woken + asides.length === 1) return [];
  const text = `expected it to be woken or set aside, got ${woken} and ${asides.length}`;
  return [{ kind: 'disagreement', text }];
}

function polluted(): Wrong[] {
  const plain: Record<string, unknown> = {};
  if (plain['polluted'] === undefined) return [];
  return [{ kind: 'disagreement', text: 'every object has a member more' }];
}

function answerTo(record: PendingRecord, { parts }: Corpus, random: Random): Element {
  const child = random.chance(0.2) ? undefined : copyElement(random.pick(parts));
  const type = random.chance(0.8) ? 'result' : 'error';
  return xml(record.kind, { xmlns: 'jabber:client', type, id: record.id, from: record.to }, child);
}

const told = (fault: unknown, where: string): string =>
  `${where}: ${fault instanceof Error ? (fault.stack ?? String(fault)) : String(fault)}`;
