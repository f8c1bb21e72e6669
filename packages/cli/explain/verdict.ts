import type { Scene, SceneEnd } from '@xec/client';
import { NS_STREAM_MANAGEMENT, parse, readStanzaError } from '@xec/stanza';
import { placeName, type PacketMap, type Registration } from '@xec/xec';

/** What became of a frame or a record, and why. */
export interface Verdict {
  readonly verdict: FrameVerdict | 'woken' | 'set-aside';
  /** In words; of a stream error or a failed login its condition. */
  readonly reason: string;
  /** What is said beside that condition. */
  readonly text?: string;
}

type FrameVerdict =
  | 'dispatched'
  | 'completed'
  | 'accepted'
  | 'answered'
  | 'ignored'
  | 'login-failed'
  | 'stream-error';

/** The verdict on what happened. */
export function verdictOf(scene: Scene): Verdict {
  const { end, completed, ran, answers } = scene;
  if (end !== undefined) return endVerdict(end);
  if (!scene.wasOnline) return loginVerdict(scene);
  const [record] = completed;
  if (record !== undefined) {
    return { verdict: 'completed', reason: `it ends the request "${record.id}"` };
  }
  const [answer] = answers;
  const isRefused = answer?.attrs['type'] === 'error';
  const hasEffect = scene.packets.length > 0 || scene.sent.length > 0 || scene.hasLearnt;
  if (ran.length > 0 && hasEffect && !isRefused) {
    return { verdict: 'dispatched', reason: `handled by ${namesOf(ran)}` };
  }
  if (answer !== undefined) {
    const { condition } = readStanzaError(answer);
    return {
      verdict: 'answered',
      reason: `${condition}: ${whyNothing(scene, whyRefused(scene))}`,
    };
  }
  return (
    managementVerdict(scene) ?? { verdict: 'ignored', reason: whyNothing(scene, noNews(scene)) }
  );
}

function endVerdict({ condition, text, isLogin, goesTo }: SceneEnd): Verdict {
  const next = goesTo === undefined ? [] : [`it goes on at ${goesTo}`];
  const said = [...(text === undefined ? [] : [text]), ...next];
  return {
    verdict: isLogin ? 'login-failed' : 'stream-error',
    reason: condition,
    ...(said.length > 0 && { text: said.join('; ') }),
  };
}

/** A login has no more to say than that it goes on, or is complete. */
function loginVerdict({ isBlank, wasKept, isResumed, jid, acknowledged, token }: Scene): Verdict {
  if (isBlank) return { verdict: 'ignored', reason: 'there is no element in it' };
  if (wasKept)
    return { verdict: 'ignored', reason: 'no stanza counts before the login is complete' };
  const count = String(acknowledged);
  const reason = isResumed
    ? `the stream that was lost goes on, and ${count} of our stanzas are acknowledged`
    : jid === undefined
      ? 'the login goes on'
      : `the login is complete, as ${jid}`;
  return { verdict: 'accepted', reason: `${reason}${token === undefined ? '' : tokenNews[token]}` };
}

/** What became of the token for logins. */
const tokenNews = {
  given: '; the token that the server gave is kept for the next one',
  forgotten: '; the token is forgotten',
} as const;

/** What came of an element of stream management; `undefined`: nothing. */
function managementVerdict({ acknowledged, sent, ran }: Scene): Verdict | undefined {
  if (acknowledged > 0) {
    return {
      verdict: 'accepted',
      reason: `${String(acknowledged)} of our stanzas are acknowledged`,
    };
  }
  const isTold = sent.some((frame) => parse(frame).is('a', NS_STREAM_MANAGEMENT));
  return isTold && ran.length === 0
    ? { verdict: 'accepted', reason: 'the server is told how many stanzas we handled' }
    : undefined;
}

/** The verdict on a stored request that a process finds when it wakes the session. */
export function recordVerdict(scene: Scene): Verdict {
  const aside = asideIn(scene);
  if (aside !== undefined) return { verdict: 'set-aside', reason: aside.reason };
  const reason =
    scene.pending.length > 0
      ? 'it waits for its answer again'
      : 'what it asked was a secret, and is lost: that is its outcome';
  return { verdict: 'woken', reason };
}

/** What was set aside of stored requests; absent: nothing. */
export function asideIn({ packets }: Scene): PacketMap['session_setaside'] | undefined {
  const packet = packets.find(({ key }) => key === 'session_setaside');
  // Contents are checked by the schema of their key before they are published.
  return packet?.content as PacketMap['session_setaside'] | undefined;
}

const whyRefused = ({ ran }: Scene): string =>
  ran.length > 0 ? `refused by ${namesOf(ran)}` : 'an iq has one type and one child';

const noNews = ({ ran, isBlank }: Scene): string => {
  if (ran.length > 0) return `nothing came of it at ${namesOf(ran)}`;
  return isBlank ? 'there is no stanza in it' : 'it says nothing new';
};

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

const namesOf = (ran: Scene['ran']): string =>
  [...new Set(ran.map(({ description }) => description.name))].join(', ');
