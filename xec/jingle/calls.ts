/**
 * Calls that messages speak of (XEP-0353): who proposed what to whom, until it is settled.
 */
import {
  factChange,
  type BuildContext,
  type FactChange,
  type HandlerContext,
} from '../core/index.js';

declare module '../core/facts.js' {
  interface FactMap {
    /** Calls that were proposed and are not over, by their name and the account of the other side. */
    call: CallFact;
  }
}

/** A call that is proposed or taken. */
export interface CallFact {
  readonly sid: string;
  /** The account of the other side. */
  readonly peer: string;
  /** Who proposed it. */
  readonly by: 'self' | 'peer';
  /** Another client of ours takes part in it, or proposed it. */
  readonly isElsewhere?: true;
  /** Who of the other side takes it: the full JID. */
  readonly taker?: string;
  /** Whether it was taken. */
  readonly isTaken?: true;
  /** Milliseconds since 1970; absent where our proposal was not sent yet. */
  readonly at?: number;
}

/** For so long a proposal of ours is one that may collide with another one. */
const PROPOSAL_MS = 3 * 60 * 1000;

const keyOf = (sid: string, peer: string): string => `${sid} ${peer}`;

export const callOf = (
  ctx: Pick<BuildContext, 'fact'>,
  sid: string,
  peer: string,
): CallFact | undefined => ctx.fact('call', keyOf(sid, peer));

export const callChange = (call: CallFact): FactChange =>
  factChange('call', keyOf(call.sid, call.peer), call);

/** Forgets a call as soon as the request that says so is stored. */
export const callEnd = (sid: string, peer: string): FactChange =>
  factChange('call', keyOf(sid, peer), undefined);

/** Keeps a call; older ones make room for it, those of its own peer first. */
export function learnCall(ctx: HandlerContext, call: CallFact): void {
  const others = [...ctx.facts('call')]
    .filter(([key]) => key !== keyOf(call.sid, call.peer))
    .sort(([, one], [, other]) => (one.at ?? Infinity) - (other.at ?? Infinity));
  const theirs = others.filter(([, { peer }]) => peer === call.peer);
  const isTheirsFull = theirs.length >= ctx.bound('jingle.calls-of-one');
  const [oldest] = isTheirsFull ? theirs : others;
  const isFull = isTheirsFull || others.length >= ctx.bound('jingle.calls');
  if (isFull && oldest !== undefined) ctx.learn('call', oldest[0], undefined);
  ctx.learn('call', keyOf(call.sid, call.peer), call);
}

/** The call is over. */
export const endCall = (ctx: HandlerContext, sid: string, peer: string): void => {
  if (callOf(ctx, sid, peer) !== undefined) ctx.learn('call', keyOf(sid, peer), undefined);
};

/** Whether a session of that name may come from `peer`: this client took the call. */
export function isAwaited(ctx: Pick<BuildContext, 'fact'>, sid: string, peer: string): boolean {
  const call = callOf(ctx, sid, peer);
  return call?.by === 'peer' && call.isTaken === true && call.isElsewhere !== true;
}

/** Our own proposal to `peer` that nobody has answered: the latest. */
export const proposalTo = (ctx: HandlerContext, peer: string): CallFact | undefined =>
  [...ctx.facts('call').values()].findLast(
    (call) =>
      call.peer === peer &&
      call.by === 'self' &&
      call.isTaken !== true &&
      call.isElsewhere !== true &&
      (call.at === undefined || call.at > ctx.now() - PROPOSAL_MS),
  );

/** A call with `peer` that was taken here: another proposal of theirs goes on with it (section 4.2). */
export const takenCallWith = (ctx: HandlerContext, peer: string): CallFact | undefined =>
  [...ctx.facts('call').values()].findLast(
    (call) => call.peer === peer && call.isTaken === true && call.isElsewhere !== true,
  );
