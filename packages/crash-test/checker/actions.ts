/**
 * Requests: what was stored has exactly one outcome, and the right one.
 */
import { checkOutcome } from './outcomes.js';
import type { Report } from './report.js';
import {
  isAccepted,
  wasRefused,
  type ActionStory,
  type SessionStory,
  type Story,
} from './story.js';

export function checkActions(story: Story, report: Report): void {
  for (const session of story.sessions.values()) {
    for (const { id, n } of session.final?.pending ?? []) {
      report.bad('lost', session.name, `${nameOf(n)} (${id}) is pending still when all is over`);
    }
    const pending = new Set(session.final?.pending.map(({ n }) => n));
    for (const action of session.actions.values()) {
      if (!pending.has(action.n)) checkAction(action, session, story, report);
    }
  }
}

function checkAction(
  action: ActionStory,
  session: SessionStory,
  story: Story,
  report: Report,
): void {
  const { outcomes, n } = action;
  const [outcome, ...more] = outcomes;
  if (outcome === undefined) {
    if (isAccepted(action)) {
      report.bad('lost', session.name, `${nameOf(n)} was stored and has no outcome`);
    } else if (action.settled.some(isOutcome)) {
      report.bad('lost', session.name, `${nameOf(n)} was settled, but not stored`);
    }
    return;
  }
  if (more.length > 0) {
    const seqs = outcomes.map(({ seq }) => seq).join(', ');
    report.bad('double', session.name, `${nameOf(n)} has several outcomes: packets ${seqs}`);
  }
  if (action.begun.length === 0) {
    report.bad('double', session.name, `${nameOf(n)} has an outcome, and was never asked`);
    return;
  }
  report.ended(outcome.condition ?? 'handle');
  if (wasRefused(action)) {
    report.cannotKnow('the journal refused a request, and had it stored');
  }
  checkSettled(action, session, report);
  checkThen(action, session, report);
  checkOutcome(action, outcome, session, story, report);
}

/** The caller hears what the packet says. */
function checkSettled(action: ActionStory, session: SessionStory, report: Report): void {
  const said = action.outcomes.map(({ condition }) => condition ?? 'handle');
  for (const word of action.settled) {
    if (!isOutcome(word) || said.includes(word)) continue;
    const text = `${nameOf(action.n)} was settled as ${word}; its packet says ${String(said[0])}`;
    report.bad('double', session.name, text);
  }
}

/** What a handler asks is stored with the handler's own effects. */
function checkThen({ n, invoked, outcomes }: ActionStory, session: SessionStory, report: Report) {
  const then = invoked?.then;
  if (then === undefined || outcomes[0]?.condition !== undefined) return;
  const next = session.actions.get(then);
  if (next !== undefined && next.begun.length > 0) return;
  report.bad('lost', session.name, `${nameOf(n)} was answered; ${nameOf(then)} did not follow`);
}

/** Whether the caller was told an outcome: not that the request goes on elsewhere, or was refused. */
const isOutcome = (word: string): boolean => !word.includes(':');

const nameOf = (n: number | undefined): string => `action ${n ?? '?'}`;
