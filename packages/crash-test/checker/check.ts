import type { HistoryLine } from '../history/index.js';
import { checkActions } from './actions.js';
import { checkArrivals } from './arrivals.js';
import { checkFences } from './fences.js';
import { checkHandled } from './handled.js';
import { checkOrder } from './order.js';
import { checkPackets } from './packets.js';
import { Report, type Verdict } from './report.js';
import { checkResumption } from './resumption.js';
import { isAccepted, tell } from './story.js';

/**
 * Looks for broken promises in the history of a run that came to rest.
 *
 * @param history in order of time
 */
export function check(history: readonly HistoryLine[]): Verdict {
  const story = tell(history);
  const report = new Report();
  checkActions(story, report);
  checkPackets(story, report);
  checkOrder(story, report);
  checkHandled(story, report);
  checkArrivals(story, report);
  checkFences(story, report);
  checkResumption(story, report);
  const actions = [...story.sessions.values()].flatMap((session) => [...session.actions.values()]);
  return {
    actions: actions.filter(isAccepted).length,
    violations: report.violations,
    unknown: report.unknown,
    outcomes: report.outcomes,
  };
}
