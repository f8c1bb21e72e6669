/**
 * What is wrong with a request of a peer (XEP-0166 sections 6 and 7.2), if anything.
 */
import {
  isLowerJingleSid,
  jingleError,
  jingleErrors,
  type Jingle,
  type JingleAction,
  type JingleErrorName,
  type StanzaErrorCondition,
} from '@xec/stanza';
import { maySeePresence, type PayloadContext } from '../core/index.js';
import { isAwaited } from './calls.js';
import { makeRoom, mediaOf, sessionOf, type JingleSessionFact } from './sessions.js';

/** Why a request is refused. */
export type Objection = StanzaErrorCondition | JingleErrorName;

/** Refuses the iq. */
export function refuse(ctx: PayloadContext<'Jingle'>, objection: Objection): void {
  if (isOfJingle(objection)) {
    ctx.fail(jingleErrors[objection], { application: [jingleError(objection)] });
  } else {
    ctx.fail(objection);
  }
}

const isOfJingle = (objection: Objection): objection is JingleErrorName =>
  Object.hasOwn(jingleErrors, objection);

/** What is wrong with the beginning of a session. */
export function objectionToNew(
  jingle: Jingle,
  ctx: PayloadContext<'Jingle'>,
): Objection | undefined {
  const { bare } = ctx.from;
  // "If the initiator is unknown to the responder …" (section 6.3): who may not see our presence learns
  // nothing, unless we called them or took their call.
  if (!maySeePresence(ctx, bare) && !isAwaited(ctx, jingle.sid, bare)) return 'service-unavailable';
  const isSession = jingle.contents.some(
    ({ disposition = 'session' }) => disposition === 'session',
  );
  if (!isSession) return 'bad-request';
  if (isTie(jingle, ctx)) return 'tie-break';
  const known = sessionOf(ctx, { to: ctx.from.toString(), sid: jingle.sid });
  if (known !== undefined && !isOffered(known)) return 'out-of-order';
  return makeRoom(ctx, bare) ? undefined : 'resource-constraint';
}

/** Sent by us, and not answered yet. */
const isOffered = ({ role, state, at }: JingleSessionFact): boolean =>
  role === 'initiator' && state === 'pending' && at === undefined;

/** Both call at once, for the same, and our call goes on (section 7.2.16). */
function isTie(jingle: Jingle, ctx: PayloadContext<'Jingle'>): boolean {
  const from = ctx.from.toString();
  const media = mediaOf(jingle).join(' ');
  for (const ours of ctx.facts('jingleSession').values()) {
    const isSame = ours.sid === jingle.sid;
    if (ours.peer !== from || !isOffered(ours)) continue;
    if (!isSame && ours.media.join(' ') !== media) continue;
    const isOurs = isSame
      ? isLowerJingleSid(ctx.self.toString(), from)
      : isLowerJingleSid(ours.sid, jingle.sid);
    if (isOurs) return true;
  }
  return false;
}

/** Actions that are about contents, and say nothing without one. */
const aboutContents: readonly JingleAction[] = [
  ...(['content-accept', 'content-add', 'content-modify', 'content-reject'] as const),
  ...(['content-remove', 'description-info', 'session-accept', 'transport-info'] as const),
];

/** There is one way to carry media here, and no security but its own. */
const unknownActions: readonly JingleAction[] = [
  ...(['security-info', 'transport-accept', 'transport-reject', 'transport-replace'] as const),
];

/** What is wrong with a request of its peer in a session that runs. */
export function objectionIn(session: JingleSessionFact, jingle: Jingle): Objection | undefined {
  const { action, contents } = jingle;
  if (unknownActions.includes(action)) return 'feature-not-implemented';
  if (aboutContents.includes(action) && contents.length === 0) return 'bad-request';
  const isAwaitingAccept = session.role === 'initiator' && session.state === 'pending';
  if (action === 'session-accept' && !isAwaitingAccept) return 'out-of-order';
  // "REQUIRED" there (section 7.3).
  if (action === 'content-modify' && contents.some(({ senders }) => senders === undefined)) {
    return 'bad-request';
  }
  if (jingle.hasUnknownInfo === true) return 'unsupported-info';
  // "the action sent by the initiator MUST overrule the action sent by the responder"
  const isOverruled = session.role === 'initiator' && session.asked?.includes(action) === true;
  return isOverruled ? 'tie-break' : undefined;
}
