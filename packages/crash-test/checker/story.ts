/**
 * A history, told by session: what the checks look at.
 */
import type { Begun, HistoryLine, Kind, PacketNote } from '../history/index.js';
import { Peers } from './peers.js';
import { Streams } from './streams.js';

export interface Invoked {
  readonly at: number;
  readonly by: string;
  readonly kind: Kind;
  readonly then?: number;
  /** Whether another session is told something, which may be away. */
  readonly isToSession: boolean;
}

/** A request, from its invocation to its outcome. */
export interface ActionStory {
  readonly n: number;
  invoked?: Invoked;
  /** The ids under which it was stored: more than one where it was asked again. */
  readonly begun: (Begun & { readonly at: number; unit: UnitStory })[];
  /** How the caller's promise ended, at each process that asked. */
  readonly settled: string[];
  readonly outcomes: PacketNote[];
}

/** A unit of work that a journal was given. */
export interface UnitStory {
  readonly at: number;
  readonly by: string;
  readonly fence: number;
  readonly seqs: readonly number[];
  /** Whether it says by which name the stream can be resumed. */
  readonly hasStream: boolean;
  /** When the journal said that it is stored. */
  storedAt?: number;
}

/** A packet that a reader got. */
export type Sight = PacketNote & { readonly at: number; readonly by: string };

export class SessionStory {
  readonly actions = new Map<number, ActionStory>();
  readonly units: UnitStory[] = [];
  readonly seen = new Map<string, Sight[]>();
  readonly streams = new Streams();
  /** The packet up to which every reader had read when the session came to rest. */
  restedAt: number | undefined = undefined;
  final: Extract<HistoryLine, { e: 'final' }> | undefined = undefined;
  /** What a server that lets itself be looked at handled, in order. */
  readonly handled: Extract<HistoryLine, { e: 'handled' }>[] = [];
  readonly #open = new Map<string, UnitStory>();

  constructor(readonly name: string) {}

  action(n: number): ActionStory {
    let story = this.actions.get(n);
    if (story === undefined) {
      story = { n, begun: [], settled: [], outcomes: [] };
      this.actions.set(n, story);
    }
    return story;
  }

  storing(line: Extract<HistoryLine, { e: 'storing' }>): void {
    const { at, by, fence, seqs, hasStream = false } = line;
    const unit: UnitStory = { at, by, fence, seqs, hasStream };
    this.units.push(unit);
    this.#open.set(`${by} ${line.unit}`, unit);
    for (const begun of line.begun) {
      const { begun: known } = this.action(begun.n);
      const again = known.find(({ id }) => id === begun.id);
      // After a store that did not answer, the same unit is given again.
      if (again === undefined) known.push({ ...begun, at, unit });
      else if (again.unit.storedAt === undefined) again.unit = unit;
    }
  }

  stored(line: Extract<HistoryLine, { e: 'stored' }>): void {
    const unit = this.#open.get(`${line.by} ${line.unit}`);
    if (unit !== undefined) unit.storedAt = line.at;
  }

  sees(line: Extract<HistoryLine, { e: 'seen' }>): void {
    const sights = this.seen.get(line.reader) ?? [];
    sights.push(line);
    this.seen.set(line.reader, sights);
  }

  ends(line: Extract<HistoryLine, { e: 'final' }>): void {
    this.final = line;
    for (const packet of line.packets) {
      if (packet.n !== undefined && isOutcome(packet.key)) {
        this.action(packet.n).outcomes.push(packet);
      }
    }
  }

  /** When the unit with that packet was given to the journal; of several, the last. */
  madeAt(seq: number): number | undefined {
    return this.units.findLast(({ seqs }) => seqs.includes(seq))?.at;
  }
}

/** Whether a packet tells how a request ended. */
export const isOutcome = (key: string): boolean => /^crash_\w+_(?:handle|error)$/.test(key);

/** Whether the journal said that the request is stored, and nobody said otherwise. */
export const isAccepted = (action: ActionStory): boolean =>
  action.begun.some(({ unit }) => unit.storedAt !== undefined) && !wasRefused(action);

/** Whether the caller was told that the journal has no room, or no time, for it. */
export const wasRefused = ({ settled }: ActionStory): boolean =>
  settled.some((word) => word.startsWith('refused'));

export interface Story {
  readonly server: 'prosody' | 'devserver' | undefined;
  readonly sessions: ReadonlyMap<string, SessionStory>;
  readonly peers: Peers;
  /** What disturbs processes and streams, in order. */
  readonly disturbances: readonly HistoryLine[];
}

/** Tells `history`, which is in order of time. */
export function tell(history: readonly HistoryLine[]): Story {
  const sessions = new Map<string, SessionStory>();
  const peers = new Peers();
  const disturbances: HistoryLine[] = [];
  let server: Story['server'];
  const of = (name: string): SessionStory => {
    const story = sessions.get(name) ?? new SessionStory(name);
    sessions.set(name, story);
    return story;
  };
  for (const line of history) {
    switch (line.e) {
      case 'invoked': {
        const { at, by, kind, what, then } = line;
        const isToSession = kind === 'tell' && !what.startsWith('peer@');
        of(line.session).action(line.n).invoked = {
          at,
          by,
          kind,
          isToSession,
          ...(then !== undefined && { then }),
        };
        break;
      }
      case 'storing':
        of(line.session).storing(line);
        break;
      case 'stored':
        of(line.session).stored(line);
        break;
      case 'settled':
        of(line.session).action(line.n).settled.push(line.outcome);
        break;
      case 'seen':
        of(line.session).sees(line);
        break;
      case 'opened':
        of(line.session).streams.owners.push(line);
        break;
      case 'stream':
        of(line.session).streams.add(line);
        break;
      case 'begun':
        server = line.server;
        break;
      case 'point':
        if (line.name === 'while-sending') of(line.session).streams.halfFrames.push(line.at);
        break;
      case 'handled':
        of(line.session).handled.push(line);
        break;
      case 'rested':
        of(line.session).restedAt = line.seq;
        break;
      case 'final':
        of(line.session).ends(line);
        break;
      case 'killed':
      case 'paused':
      case 'server-down':
      case 'server-up':
      case 'disturbed':
        disturbances.push(line);
        break;
      default:
        peers.add(line);
    }
  }
  return { server, sessions, peers, disturbances };
}
