/**
 * Packets: one sequence a session, and every reader sees the same.
 */
import type { PacketNote } from '../history/index.js';
import type { Report } from './report.js';
import type { SessionStory, Sight, Story } from './story.js';

/** Readers whose name begins so have their place in the journal: they miss nothing. */
export const NAMED = 'named:';

export function checkPackets(story: Story, report: Report): void {
  for (const session of story.sessions.values()) {
    if (session.final === undefined) continue;
    const kept = new Map(session.final.packets.map((packet) => [packet.seq, packet]));
    checkSequence(session, report);
    for (const [reader, sights] of session.seen) {
      checkSights(session.name, reader, sights, kept, report);
      if (reader.startsWith(NAMED)) checkPlaces(session, reader, sights, report);
    }
  }
}

/** The numbers rise by one. */
function checkSequence({ name, final }: SessionStory, report: Report): void {
  let expected = 1;
  for (const { seq } of final?.packets ?? []) {
    if (seq > expected) report.bad('lost', name, `packets ${expected} to ${seq - 1} are not there`);
    if (seq < expected) report.bad('double', name, `packet ${seq} is there twice`);
    expected = seq + 1;
  }
}

/** What a reader sees under a number is what the journal has there. */
function checkSights(
  session: string,
  reader: string,
  sights: readonly Sight[],
  kept: ReadonlyMap<number, PacketNote>,
  report: Report,
): void {
  for (const sight of sights) {
    const packet = kept.get(sight.seq);
    const isSame = packet?.key === sight.key && packet.n === sight.n && packet.id === sight.id;
    if (isSame) continue;
    const was = packet === undefined ? 'nothing' : `${packet.key} of ${String(packet.n)}`;
    const text = `${reader} saw ${sight.key} of ${String(sight.n)} as packet ${sight.seq}: ${was} is there`;
    report.bad('double', session, text);
  }
}

/** A named reader sees each packet, and for the first time in order. */
function checkPlaces(
  { name, final, restedAt }: SessionStory,
  reader: string,
  sights: readonly Sight[],
  report: Report,
): void {
  let last = 0;
  const missed = new Set<number>();
  for (const { seq } of sights) {
    if (missed.delete(seq)) {
      report.bad('out-of-order', name, `${reader} saw packet ${seq} after packet ${last}`);
    }
    for (let each = last + 1; each < seq; each += 1) missed.add(each);
    last = Math.max(last, seq);
  }
  const end = restedAt ?? final?.packets.at(-1)?.seq ?? 0;
  for (let each = last + 1; each <= end; each += 1) missed.add(each);
  if (missed.size === 0) return;
  report.bad('lost', name, `${reader} never saw the packets ${[...missed].join(', ')}`);
}
