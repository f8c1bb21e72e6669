/**
 * What the server handled, where it lets itself be looked at: each stanza once a stream, in order.
 */
import type { Report } from './report.js';
import type { SessionStory, Story } from './story.js';

export function checkHandled({ sessions }: Story, report: Report): void {
  for (const session of sessions.values()) checkSession(session, report);
}

function checkSession({ name, handled, actions }: SessionStory, report: Report): void {
  const requests = new Map<string, { n: number; number: number }>();
  for (const { n, begun } of actions.values()) {
    for (const { id, number } of begun) if (number !== undefined) requests.set(id, { n, number });
  }
  const streams = new Map<string, number>();
  let last = 0;
  for (const { id, stream } of handled) {
    const request = requests.get(id);
    if (request === undefined) continue;
    const { n, number } = request;
    const before = streams.get(id);
    streams.set(id, stream);
    if (before === stream) {
      report.bad('double', name, `the server handled action ${n} (${id}) twice on one stream`);
    } else if (before !== undefined) {
      report.cannotKnow('the server handled something again on a new stream');
    } else if (number < last) {
      report.bad('out-of-order', name, `the server handled action ${n} (${id}) behind later ones`);
    }
    last = Math.max(last, number);
  }
}
