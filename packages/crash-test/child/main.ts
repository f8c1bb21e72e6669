/**
 * A process with sessions: made by the supervisor, which tells it what to do, and killed at will.
 */
import { websocket } from '@xec/client';
import { HistoryWriter, UNHANDLED } from '../history/index.js';
import { plantOf } from '../plant/index.js';
import { watchHandlers } from '../workload/index.js';
import { HostedSession, type Home } from './hosted.js';
import { openJournal } from './open-journal.js';
import type { Assignment, ChildSettings, Order, Word } from './orders.js';
import { Points } from './points.js';
import { noteStream, tapped } from './tapped.js';
import { WatchedJournal } from './watched-journal.js';

const settings = JSON.parse(process.argv[2] ?? '') as ChildSettings; // the supervisor's own
const history = new HistoryWriter(settings.historyFolder, settings.name);
const points = new Points(history);
const plant = plantOf(settings.plant);
const journal = new WatchedJournal(plant.journal(await openJournal(settings.journal)), history);
const sessions = new Map<string, HostedSession>();

let isResting = false;

const say = (word: Word): void => {
  if (process.connected) process.send?.(word);
};

const home: Home = {
  settings,
  history,
  journal,
  runtime: points.runtime(),
  connector: (session) =>
    tapped(plant.connector(websocket, session), () => noteStream(session, history)),
  online: (session) => say({ say: 'online', session }),
  resting: (session) => say({ say: 'resting', session }),
  lost: (session, why) => {
    if (sessions.get(session.name) !== session) return; // it is here again already
    sessions.delete(session.name);
    say({ say: 'lost', session: session.name, why });
  },
};

watchHandlers({
  handling(n, id) {
    history.write({ e: 'handling', n, id });
  },
});

process.on('message', (order: Order) => {
  switch (order.do) {
    case 'arm':
      points.arm(order.arming);
      break;
    case 'own':
      void own(order.assignment);
      break;
    case 'drop':
      void drop(order.session);
      break;
    case 'rest':
      isResting = true;
      for (const session of sessions.values()) session.rest();
  }
});

/** Takes a session; one that it may have still, from before it was stopped, goes first. */
async function own(assignment: Assignment): Promise<void> {
  const before = sessions.get(assignment.session);
  const session = new HostedSession(assignment, home);
  sessions.set(session.name, session);
  if (isResting) session.rest();
  await before?.leave();
  session.start();
}

async function drop(name: string): Promise<void> {
  const session = sessions.get(name);
  sessions.delete(name);
  await session?.leave();
  say({ say: 'dropped', session: name });
}

/** Leaves in order: streams stay resumable, sessions are free for others. */
async function leave(): Promise<void> {
  await Promise.all([...sessions.keys()].map(drop));
  await journal.close();
  process.exit(0);
}

process.once('SIGTERM', () => void leave());
// Who was forked ends with its parent.
process.once('disconnect', () => process.exit(1));
process.on('unhandledRejection', (error) => {
  history.write({ e: 'fault', where: UNHANDLED, text: String(error) });
});
say({ say: 'ready' });
