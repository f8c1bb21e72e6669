/**
 * Order: requests leave in the order in which they were made, and what comes is told as it came.
 */
import type { Report } from './report.js';
import type { SessionStory, Story } from './story.js';

export function checkOrder(story: Story, report: Report): void {
  for (const session of story.sessions.values()) {
    checkStored(session, report);
    checkArrived(session, story, report);
    checkTold(session, story, report);
  }
}

/** Requests of one process are stored in the order of the calls. */
function checkStored(session: SessionStory, report: Report): void {
  const last = new Map<string, { n: number; number: number }>();
  const made = [...session.actions.values()].sort((one, other) => one.n - other.n);
  for (const { n, invoked, begun } of made) {
    const stored = begun.find(({ unit }) => unit.storedAt !== undefined);
    const number = stored?.number;
    // What was not stored leaves its number to others.
    if (invoked === undefined || number === undefined) continue;
    const before = last.get(invoked.by);
    if (before !== undefined && before.number > number) {
      report.bad('out-of-order', session.name, `action ${n} stands before action ${before.n}`);
    }
    last.set(invoked.by, { n, number });
  }
}

/** Peers get stanzas in the order in which they were stored, and none of them twice. */
function checkArrived(session: SessionStory, { peers }: Story, report: Report): void {
  const numbers = new Map<string, number>();
  for (const { begun } of session.actions.values()) {
    for (const { id, number } of begun) if (number !== undefined) numbers.set(id, number);
  }
  const firsts = new Map<string, number>();
  const last = new Map<string, number>();
  for (const { at, id, n, peer, kind } of peers.got.filter((got) => got.session === session.name)) {
    const first = firsts.get(id);
    if (first !== undefined) {
      checkAgain(session, { id, n, first, at }, report);
      continue;
    }
    firsts.set(id, at);
    const number = numbers.get(id);
    if (number === undefined) continue;
    const way = `${peer} ${kind}`;
    if (number < (last.get(way) ?? 0)) {
      const text = `action ${n} (${id}) reached ${peer} behind what was asked after it`;
      report.bad('out-of-order', session.name, text);
    }
    last.set(way, Math.max(number, last.get(way) ?? 0));
  }
}

/** A stanza may come again on a new stream, where nobody could know; never on the same. */
function checkAgain(
  { name, streams }: SessionStory,
  { id, n, first, at }: { id: string; n: number; first: number; at: number },
  report: Report,
): void {
  if (streams.generationAt(first) === streams.generationAt(at)) {
    report.bad('double', name, `action ${n} (${id}) reached the peer twice on one stream`);
  } else report.cannotKnow('a stanza was sent again on a new stream');
}

/** What one peer tells on one stream becomes packets in the order in which it was told. */
function checkTold(session: SessionStory, { peers }: Story, report: Report): void {
  const toldAt = new Map(
    peers.told.filter((told) => told.session === session.name).map((told) => [told.id, told]),
  );
  const last = new Map<string, number>();
  const seen = new Set<string>();
  for (const { key, id = '', seq } of session.final?.packets ?? []) {
    const told = toldAt.get(id);
    if (key !== 'crashtold' || told === undefined || seen.has(id)) continue;
    seen.add(id);
    const way = `${told.peer} ${session.streams.generationAt(told.at)}`;
    if (told.m < (last.get(way) ?? 0)) {
      report.bad('out-of-order', session.name, `packet ${seq} tells ${told.m} after later ones`);
    }
    last.set(way, Math.max(told.m, last.get(way) ?? 0));
  }
}
