/**
 * Whether an outcome is the one that the world gave.
 */
import type { PacketNote } from '../history/index.js';
import type { Report } from './report.js';
import type { ActionStory, SessionStory, Story } from './story.js';

/** Who was online for so long after an answer came, and undisturbed, has it. */
const UNDISTURBED_MICROS = 2_000_000;

interface Case {
  readonly action: ActionStory;
  readonly outcome: PacketNote;
  readonly session: SessionStory;
  readonly story: Story;
  /** When the request was stored under the id that its outcome has. */
  readonly begunAt: number;
  readonly endedAt: number;
}

export function checkOutcome(
  action: ActionStory,
  outcome: PacketNote,
  session: SessionStory,
  story: Story,
  report: Report,
): void {
  const begun = action.begun.find(({ id }) => id === outcome.id) ?? action.begun[0];
  const endedAt = session.madeAt(outcome.seq) ?? Infinity;
  const found = { action, outcome, session, story, begunAt: begun?.at ?? 0, endedAt };
  const text = wrongIn(found, report);
  if (text !== undefined) report.bad('lost', session.name, `action ${action.n} ${text}`);
}

/** What is wrong with an outcome, in words. */
function wrongIn(found: Case, report: Report): string | undefined {
  const { outcome } = found;
  switch (outcome.condition) {
    case undefined:
      return wrongResult(found);
    case 'not-acceptable':
      return wrongToken(found, 'error');
    case 'timeout':
      return wrongTimeout(found);
    case 'connection-lost':
      return wrongLoss(found, report);
    case 'service-unavailable':
    case 'recipient-unavailable':
      return wrongBounce(found, report);
    default:
      return `ended as ${outcome.condition}, which nobody said`;
  }
}

function wrongResult(found: Case): string | undefined {
  const { key, token } = found.outcome;
  const isOfPeer = key === 'crash_ask_handle' || key === 'crash_order_handle';
  return isOfPeer ? wrongToken(found, token ?? '') : undefined;
}

function wrongToken({ outcome, story }: Case, token: string): string | undefined {
  const replies = story.peers.replied.get(outcome.id ?? '') ?? [];
  const reply = replies.find((each) => each.token === token);
  if (reply === undefined) return `ended with ${token}, which nobody answered`;
  return reply.isForged ? `ended with ${token}, which was forged` : undefined;
}

/** `connection-lost` needs a stream that was not resumed; and must be right about delivery. */
function wrongLoss(found: Case, report: Report): string | undefined {
  const { outcome, session, story, begunAt } = found;
  if (session.streams.isUnbroken(begunAt)) {
    return `ended as connection-lost, though its stream goes on`;
  }
  const arrived = story.peers.got.some(({ id }) => id === outcome.id);
  if (outcome.delivered === 'no' && arrived) {
    return 'ended as connection-lost, not delivered, and the peer has it';
  }
  report.cannotKnow(`connection-lost, delivered: ${outcome.delivered ?? '?'}`);
  return undefined;
}

/** The server itself says so where the peer is not there. */
function wrongBounce({ action, outcome, story, begunAt, endedAt }: Case, report: Report) {
  if (action.invoked?.isToSession === true) {
    report.cannotKnow('the other session was away');
    return undefined;
  }
  if (!story.peers.someWentDown(begunAt - GRACE_MICROS, endedAt)) {
    return `ended as ${String(outcome.condition)}, and the peer was there`;
  }
  report.cannotKnow('the peer was away');
  return undefined;
}

/** A peer that comes back is away for a moment longer than its stream is down. */
const GRACE_MICROS = 2_000_000;

/** No answer, though one was there in time, and the session to take it. */
function wrongTimeout({ action, outcome, session, story }: Case): string | undefined {
  const begun = action.begun.find(({ id }) => id === outcome.id);
  if (begun === undefined) return undefined;
  const deadline = begun.at + begun.timeoutMs * 1000;
  const reply = (story.peers.replied.get(begun.id) ?? []).find((each) => !each.isForged);
  if (reply === undefined || !story.peers.isConfirmed(reply)) return undefined;
  if (!session.streams.isUnbroken(begun.at, deadline)) return undefined;
  for (const { at, what } of session.streams.lines) {
    if (what !== 'resumed' || at < reply.at) continue;
    const until = at + UNDISTURBED_MICROS;
    const isQuiet = !story.disturbances.some((each) => each.at >= at && each.at <= until);
    if (until <= deadline && isQuiet) return 'ended as timeout, and its answer was there in time';
  }
  return undefined;
}
