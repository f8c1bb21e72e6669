import type { Scene } from '@xec/client';
import { readStanzaError } from '@xec/stanza';
import { placeName, type Registration } from '@xec/xec';

/** What became of a stanza, and why. */
export interface Verdict {
  readonly verdict: 'dispatched' | 'completed' | 'ignored' | 'answered' | 'stream-error';
  /** In words; of a stream error its condition. */
  readonly reason: string;
  /** What the stream error says beside its condition. */
  readonly text?: string;
}

/** The verdict on what happened. */
export function verdictOf(scene: Scene): Verdict {
  const { end, completed, ran, answers } = scene;
  if (end !== undefined) {
    const { condition, text } = end;
    return { verdict: 'stream-error', reason: condition, ...(text !== undefined && { text }) };
  }
  const [record] = completed;
  if (record !== undefined) {
    return { verdict: 'completed', reason: `it ends the request "${record.id}"` };
  }
  const [answer] = answers;
  const isRefused = answer?.attrs['type'] === 'error';
  const hasEffect = scene.packets.length > 0 || scene.sent.length > 0 || scene.hasLearnt;
  if (ran.length > 0 && hasEffect && !isRefused) {
    const names = [...new Set(ran.map(({ description }) => description.name))];
    return { verdict: 'dispatched', reason: `handled by ${names.join(', ')}` };
  }
  if (answer !== undefined) {
    const { condition } = readStanzaError(answer);
    return {
      verdict: 'answered',
      reason: `${condition}: ${whyNothing(scene, 'an iq has one type and one child')}`,
    };
  }
  return {
    verdict: 'ignored',
    reason: whyNothing(scene, ran.length > 0 ? 'nothing came of it' : 'there is no stanza in it'),
  };
}

function whyNothing({ ignored, tried }: Scene, otherwise: string): string {
  const [reason] = ignored;
  if (reason === undefined) return otherwise;
  const misfits = tried.flatMap(({ found }) => found);
  return reason.startsWith('no payload') && misfits.length > 0
    ? `${reason} there: ${[...new Set(misfits.map(placeText))].join(', ')}`
    : reason;
}

const placeText = ({ description }: Registration): string => {
  const { name, under, types } = description;
  const place = under === 'stream' ? 'the stanza itself' : `a child of ${placeName(under)}`;
  return `${name} is for ${place}${types === undefined ? '' : ` of type ${types.join(' or ')}`}`;
};
