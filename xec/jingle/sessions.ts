/**
 * The Jingle sessions that run (XEP-0166), kept so that nobody but its peer speaks for one.
 */
import { jingleParties, type Jingle, type JingleAction, type JingleParty } from '@xec/stanza';
import {
  factChange,
  type BuildContext,
  type FactChange,
  type HandlerContext,
} from '../core/index.js';

declare module '../core/facts.js' {
  interface FactMap {
    /** Running sessions, by name and peer: each initiator makes names of its own. */
    jingleSession: JingleSessionFact;
  }
}

/** What is kept of a session; its contents are kept by whoever plays them. */
export interface JingleSessionFact {
  readonly sid: string;
  /** Who speaks for it: the full JID. */
  readonly peer: string;
  /** The full JID under which we began it: a session does not outlive it. */
  readonly self: string;
  /** What we are in it. */
  readonly role: JingleParty;
  /** `active` from the acceptance on. */
  readonly state: 'pending' | 'active';
  /** When it began, milliseconds since 1970; absent where we began it and were not heard yet. */
  readonly at?: number;
  /** What it carries, to tell whether two that begin at once are the same call. */
  readonly media: readonly string[];
  /** What we asked for in it and has no answer yet. */
  readonly asked?: readonly JingleAction[];
}

/** "for example 24 hours" (XEP-0353 section 5): nothing that is older runs still. */
const MAX_AGE_MS = 24 * 60 * 60 * 1000;

/** A session is named by both: no name has white space in it. */
export const sessionKey = (sid: string, peer: string): string => `${sid} ${peer}`;

type Named = Readonly<{ to: string; sid: string }>;

/** The session with `to`, as an action names it. */
export const sessionOf = (ctx: Pick<BuildContext, 'fact'>, { to, sid }: Named) =>
  ctx.fact('jingleSession', sessionKey(sid, to));

/** @throws Error where there is no such session: nothing is sent then */
export function mustHaveSession(
  ctx: Pick<BuildContext, 'fact'>,
  named: Named,
  what: string,
): JingleSessionFact {
  const session = sessionOf(ctx, named);
  if (session !== undefined) return session;
  throw new Error(
    `${what}: expected a session, got ${named.sid}, which ${named.to} has not with us`,
  );
}

/** What the session is from now on; `undefined`: it has ended. */
export const sessionChange = (
  { to, sid }: Named,
  session: JingleSessionFact | undefined,
): FactChange => factChange('jingleSession', sessionKey(sid, to), session);

export const learnSession = (ctx: HandlerContext, session: JingleSessionFact): void => {
  ctx.learn('jingleSession', sessionKey(session.sid, session.peer), session);
};

export const forgetSession = (ctx: HandlerContext, { to, sid }: Named): void => {
  ctx.learn('jingleSession', sessionKey(sid, to), undefined);
};

/** Forgets sessions that are too old to run; `false` where there is no room for one more of `bare`. */
export function makeRoom(ctx: HandlerContext, bare: string): boolean {
  let all = 0;
  let theirs = 0;
  for (const [key, session] of ctx.facts('jingleSession')) {
    if (session.at !== undefined && session.at < ctx.now() - MAX_AGE_MS) {
      ctx.learn('jingleSession', key, undefined);
      continue;
    }
    all += 1;
    if (session.peer === bare || session.peer.startsWith(`${bare}/`)) theirs += 1;
  }
  return all < ctx.bound('jingle.sessions') && theirs < ctx.bound('jingle.sessions-of-one');
}

/** What contents are about: kinds of media, or the namespaces of other applications. */
export const mediaOf = ({ contents }: Pick<Jingle, 'contents'>): string[] =>
  [
    ...new Set(
      contents.flatMap(({ description }) => {
        if (description === undefined) return [];
        return [description.kind === 'rtp' ? description.media : description.xmlns];
      }),
    ),
  ].sort();

export const otherParty = (party: JingleParty): JingleParty =>
  jingleParties.find((each) => each !== party) ?? 'initiator';
