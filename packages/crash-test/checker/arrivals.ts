/**
 * What comes unasked: each request is answered once, and each message is a packet once.
 */
import type { HistoryLine } from '../history/index.js';
import type { Peers } from './peers.js';
import type { Report } from './report.js';
import type { SessionStory, Story } from './story.js';

type Sent = Extract<HistoryLine, { e: 'asked' | 'told' }>;

export function checkArrivals(story: Story, report: Report): void {
  for (const session of story.sessions.values()) {
    const packets = countById(session);
    const isOwn = (sent: Sent): boolean => sent.session === session.name;
    for (const told of story.peers.told.filter(isOwn)) {
      checkPacket(session, told, packets.get(told.id) ?? 0, story, report);
    }
    for (const asked of story.peers.asked.filter(isOwn)) {
      checkPacket(session, asked, packets.get(asked.id) ?? 0, story, report);
      checkAnswer(session, asked, story, report);
    }
  }
}

function countById({ final }: SessionStory): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { key, id } of final?.packets ?? []) {
    if (id === undefined || (key !== 'crashtold' && key !== 'crashasked')) continue;
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

/**
 * Whether the session must have got what was sent: the server has it, and one stream goes on, or went
 * on until something came that the same peer sent later.
 */
const isCertain = (session: SessionStory, sent: Sent, { peers }: Story): boolean =>
  peers.isConfirmed(sent) &&
  (session.streams.isUnbroken(sent.at) || sent.m < lastOnStream(session, sent, peers));

/** The last that the peer sent on the stream of `sent`, and that came while it lasted. */
function lastOnStream(session: SessionStory, sent: Sent, peers: Peers): number {
  const { streams, name, final } = session;
  const generation = streams.generationAt(sent.at);
  const end = streams.begins[generation] ?? Infinity;
  if (generation === 0) return 0;
  const arrived = new Map(final?.packets.map(({ id, seq }) => [id, seq]));
  let last = 0;
  for (const other of [...peers.told, ...peers.asked]) {
    if (other.peer !== sent.peer || other.session !== name || other.m <= last) continue;
    const seq = arrived.get(other.id);
    if (seq === undefined || streams.generationAt(other.at) !== generation) continue;
    if ((session.madeAt(seq) ?? Infinity) < end) last = other.m;
  }
  return last;
}

function checkPacket(
  session: SessionStory,
  sent: Sent,
  packets: number,
  story: Story,
  report: Report,
): void {
  const what = sent.e === 'told' ? `message ${sent.m}` : `request ${sent.m}`;
  if (packets > session.streams.generationsFrom(sent.at)) {
    report.bad('double', session.name, `${what} of ${sent.peer} is ${packets} packets`);
  } else if (packets > 1) report.cannotKnow('the server sent something again on a new stream');
  if (packets > 0) return;
  if (isCertain(session, sent, story)) {
    report.bad('lost', session.name, `${what} of ${sent.peer} is no packet`);
  } else report.cannotKnow(`${sent.e}, and the stream was not resumed`);
}

/** Exactly one answer; across a stream that was not resumed the server may have said its own. */
function checkAnswer(session: SessionStory, asked: Sent, story: Story, report: Report): void {
  const answers = story.peers.answered.get(asked.id) ?? [];
  const own = answers.filter(({ from }) => from === 'session').length;
  const what = `request ${asked.m} of ${asked.peer}`;
  const isUnbroken = session.streams.isUnbroken(asked.at);
  if (own > 1 || (answers.length > 1 && isUnbroken)) {
    report.bad('double', session.name, `${what} was answered ${answers.length} times`);
  } else if (answers.length > 1) report.cannotKnow('answered by the session and by the server');
  const isAnswered = own > 0 || answers.some(({ from }) => from === 'either');
  if (isAnswered) return;
  const isHere = isUnbroken && !story.peers.wentDown(asked.peer, asked.at);
  if (isHere && story.peers.isConfirmed(asked)) {
    const text = answers.length > 0 ? 'was answered by the server instead' : 'has no answer';
    report.bad('unanswered', session.name, `${what} ${text}`);
  } else report.cannotKnow('an answer on a stream that went');
}
