/**
 * What would happen to a stanza: it happens, to a real session on a stage.
 */
import { Rehearsal, type RehearsalOptions, type Scene } from '@xec/client';
import { allFeatures, payloadHash, type AnyPacket, type Tried } from '@xec/xec';
import { explained } from './pending.action.js';
import { knowledgeOf } from './knowledge.js';
import { readSetup, type Setup } from './setup.js';
import { stanzas } from './stream.js';
import { asideIn, recordVerdict, verdictOf, type Verdict } from './verdict.js';

/** One look-up for a payload. */
export interface Look {
  readonly level: 1 | 2 | 3;
  readonly name: string;
  readonly xmlns: string;
  readonly node: string | null;
  readonly hash: string;
  /** What is registered under that hash. */
  readonly payload: string | null;
}

export interface Explanation extends Verdict {
  readonly tried: readonly Look[];
  readonly packets: readonly Pick<AnyPacket, 'key' | 'content' | 'from'>[];
  readonly sent: readonly string[];
  /** Ids of requests that still wait. */
  readonly pending: readonly string[];
  /** What handlers threw, and where; absent where none did. */
  readonly faults?: readonly string[];
}

/** One list, so that all rehearsals share its registry. */
const features = [...allFeatures, explained];

/**
 * Explains what would happen to the frame `stanza`, as it comes in, after all that `setup` tells.
 *
 * @throws TypeError when the setup is wrong: which member, and how
 */
export async function explain(setup: unknown, stanza: string): Promise<Explanation> {
  const known = readSetup(setup);
  const rehearsal = await Rehearsal.open({ ...knowledgeOf(known), features });
  try {
    mustBeUsable(rehearsal.opening);
    // What the server offers may end a login already: that is the answer, whatever it says next.
    if (rehearsal.opening.end === undefined) await playPrologue(rehearsal, known);
    return explanationOf(await rehearsal.receive(stanza));
  } finally {
    await rehearsal.close();
  }
}

/**
 * Explains what would become of a stored request when a process wakes the session.
 *
 * @param record as the journal has it; where that is a text, the text that is stored
 * @throws TypeError when the setup is wrong: which member, and how
 */
export async function explainRecord(setup: unknown, record: unknown): Promise<Explanation> {
  const known = readSetup(setup);
  const scene = await Rehearsal.wake({
    ...knowledgeOf({ ...known, pending: [] }),
    features,
    ...stored(record),
  });
  return { ...explanationOf(scene), ...recordVerdict(scene) };
}

/** Journals keep JSON; what is none they tell apart. */
function stored(record: unknown): Pick<RehearsalOptions, 'records' | 'unreadable'> {
  if (typeof record !== 'string') return { records: [record] };
  try {
    return { records: [JSON.parse(record)] };
  } catch {
    return { unreadable: [{ id: 'record', text: record }] };
  }
}

/** A request that the setup itself has wrong is not pending, and would be missed in silence. */
function mustBeUsable(opening: Scene): void {
  const aside = asideIn(opening);
  if (aside !== undefined) throw new TypeError(`setup: pending: ${aside.what}: ${aside.reason}`);
}

async function playPrologue(
  rehearsal: Rehearsal,
  { sent, sm, login, prior }: Setup,
): Promise<void> {
  const left = stanzas(sent, 'sent');
  if (sm === undefined) {
    if (login !== undefined && left.length > 0) {
      throw new TypeError('setup: sent: expected none before the login is complete');
    }
    for (const stanza of left) await rehearsal.send(stanza);
  }
  for (const [index, xml] of prior.entries()) {
    const { end } = await rehearsal.receive(xml);
    if (end === undefined) continue;
    const what = end.isLogin ? 'login' : 'stream';
    const why = end.text ?? end.condition;
    throw new TypeError(`setup: prior.${String(index)} ended the ${what}, ${why}`);
  }
}

function explanationOf(scene: Scene): Explanation {
  return {
    ...verdictOf(scene),
    tried: scene.tried.flatMap(looksOf),
    packets: scene.packets.map(({ key, content, from }) => ({
      key,
      content,
      ...(from !== undefined && { from }),
    })),
    sent: scene.sent,
    pending: scene.pending,
    ...(scene.faults.length > 0 && { faults: scene.faults }),
  };
}

/** A look-up is told once for each payload that is registered for it. */
function looksOf({ level, name, xmlns, node, found }: Tried): Look[] {
  const look = { level, name, xmlns, node: node ?? null, hash: payloadHash(name, xmlns, node) };
  if (found.length === 0) return [{ ...look, payload: null }];
  return found.map(({ description }) => ({ ...look, payload: description.name }));
}
