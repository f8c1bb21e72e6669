/**
 * What would happen to a stanza: it happens, to a real session on a stage.
 */
import { Rehearsal, type Scene } from '@xec/client';
import { parse } from '@xec/stanza';
import { allFeatures, payloadHash, type AnyPacket, type Tried } from '@xec/xec';
import { messageOf } from '../exit.js';
import { explained } from './pending.action.js';
import { knowledgeOf } from './knowledge.js';
import { readSetup, type Setup } from './setup.js';
import { verdictOf, type Verdict } from './verdict.js';

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
 * Explains what would happen to `stanza`, as it comes in, after all that `setup` tells.
 *
 * @throws TypeError when the setup is wrong: which member, and how
 */
export async function explain(setup: unknown, stanza: string): Promise<Explanation> {
  const known = readSetup(setup);
  const rehearsal = await Rehearsal.open({ ...knowledgeOf(known), features });
  try {
    await playPrologue(rehearsal, known);
    return explanationOf(await rehearsal.receive(stanza));
  } finally {
    await rehearsal.close();
  }
}

async function playPrologue(rehearsal: Rehearsal, { sent, prior }: Setup): Promise<void> {
  for (const [index, xml] of sent.entries()) {
    try {
      await rehearsal.send(parse(xml));
    } catch (error) {
      throw new TypeError(`setup: sent.${String(index)}: ${messageOf(error)}`);
    }
  }
  for (const [index, xml] of prior.entries()) {
    const { end } = await rehearsal.receive(xml);
    if (end === undefined) continue;
    const why = end.text ?? end.condition;
    throw new TypeError(`setup: prior.${String(index)} ended the stream, ${why}`);
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
