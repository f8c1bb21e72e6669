/**
 * Streams: a server that kept its state resumes, so what is not resumed needs a reason.
 */
import type { HistoryLine } from '../history/index.js';
import type { Report } from './report.js';
import type { SessionStory, Story } from './story.js';

export function checkResumption(story: Story, report: Report): void {
  const downs = story.disturbances.filter(isForgetful).map(({ at }) => at);
  for (const session of story.sessions.values()) {
    const { halfFrames } = session.streams;
    // Prosody 0.12 keeps the half frame of a lost connection in front of what comes on the next one:
    // it closes that, and forgets the stream.
    const reasons = story.server === 'prosody' ? [...downs, ...halfFrames] : downs;
    checkSession(session, reasons, report);
  }
}

const isForgetful = (line: HistoryLine): boolean =>
  (line.e === 'server-down' || line.e === 'server-up') && !line.keepsStreams;

function checkSession(
  session: SessionStory,
  /** When the server lost streams, or this one. */
  reasons: readonly number[],
  report: Report,
): void {
  const { name, streams } = session;
  /** When the last stream began whose name is stored: the one that is resumed. */
  let begunAt: number | undefined;
  /** Whether a stream began since then that nobody could store: it may have taken the other's place. */
  let isReplaced = false;
  let wasRefused = false;
  streams.lines.forEach(({ at, by, what }, index) => {
    if (what === 'refused') wasRefused = true;
    if (what !== 'enabled') return;
    const isExplained =
      begunAt === undefined ||
      isReplaced ||
      // Its own stream was refused before it lost the session: what the new owner began is not its to resume.
      streams.isFencedOff(by, at) ||
      reasons.some((reason) => reason >= (begunAt ?? 0) && reason <= at);
    if (!isExplained) {
      const how = wasRefused ? 'the server had forgotten none' : 'nobody refused it';
      report.bad('lost', name, `a stream was not resumed, and ${how}`);
    }
    wasRefused = false;
    const next = streams.lines.find((line, other) => other > index && line.what === 'enabled');
    const isKept = hasKept(session, by, at, next?.at ?? Infinity);
    // A process that died, or was fenced off, before it could store the name leaves nothing to resume.
    isReplaced = !isKept;
    if (isKept) begunAt = at;
  });
}

/** Whether the name of the stream that began in that process was stored. */
const hasKept = ({ units }: SessionStory, by: string, from: number, to: number): boolean =>
  units.some(
    (unit) =>
      unit.hasStream && unit.by === by && unit.at >= from && (unit.storedAt ?? Infinity) < to,
  );
