import {
  JournalError,
  MAX_SET_ASIDE,
  type Journal,
  type OpenOptions,
  type PacketPage,
  type SessionSnapshot,
  type SetAside,
  type UnitOfWork,
} from '@xec/xec';
import { changesOf } from './changes.js';
import { commitScript, type Script } from './commit-script.js';
import { Connection } from './connection.js';
import { greet, renewLease } from './greet.js';
import { sessionKey } from './keys.js';
import {
  readOr,
  readPackets,
  readSnapshot,
  type OpenReply,
  type PacketsReply,
  type Report,
} from './replies.js';
import {
  endScript,
  moveCursorScript,
  openScript,
  packetsScript,
  releaseScript,
} from './scripts.js';
import { settingsOf, type RedisJournalOptions, type Settings } from './settings.js';

/** What this journal knows of a session that it opened. */
interface Owned {
  readonly fence: number;
  /** The number of the last commit that Redis said it had stored. */
  stored: number;
  /** The seq of the last packet that it said it had stored. */
  lastSeq: number;
}

/** A {@link Journal} in Redis, for several daemons. Made by {@link redisJournal}. */
export class RedisJournal implements Journal {
  readonly survives: string;
  readonly isDurable = true;
  /** Who owns what this journal opened. */
  readonly owner: string;
  readonly #connection: Connection;
  readonly #settings: Settings;
  readonly #owned = new Map<string, Owned>();
  readonly #renewing: NodeJS.Timeout;
  /** Rises with each commit: one that comes to Redis after a later one is refused. */
  #number = 0;
  #isClosed = false;

  /** @internal */
  constructor(connection: Connection, settings: Settings, survives: string) {
    this.#connection = connection;
    this.#settings = settings;
    this.survives = survives;
    this.owner = settings.owner;
    this.#renewing = setInterval(() => void this.#renew(), settings.leaseMs / 3);
    this.#renewing.unref();
  }

  async open(session: string, { takeOver = false }: OpenOptions = {}): Promise<SessionSnapshot> {
    const { owner, leaseMs, leases } = this.#settings;
    const known = this.#owned.get(session)?.lastSeq ?? 0;
    const reply = (await this.#run(openScript, session, [
      owner,
      takeOver ? '1' : '',
      leases,
      String(leaseMs),
      String(known),
    ])) as ['owned', number] | ['open', ...OpenReply]; // as the script answers
    if (reply[0] === 'owned') throw owned(session, reply[1]);
    const [, ...stored] = reply;
    const snapshot = readSnapshot(stored, this.#reportOf(session));
    this.#owned.set(session, { fence: snapshot.fence, stored: 0, lastSeq: snapshot.lastSeq });
    return snapshot;
  }

  async commit(units: readonly UnitOfWork[]): Promise<void> {
    if (this.#isClosed) throw closed();
    if (units.length === 0) return;
    this.#number += 1;
    const number = this.#number;
    const { prefix, packets } = this.#settings;
    const groups = [...bySession(units)];
    const claims = groups.map(([session, [first]]) => this.#claim(session, first.fence));
    const reply = (await this.#connection.run(
      commitScript,
      groups.map(([session]) => sessionKey(prefix, session)),
      [
        ...[number, packets.count, packets.bytes, packets.ageMs, MAX_SET_ASIDE].map(String),
        ...claims.flatMap(({ fence, stored }) => [String(fence), String(stored)]),
        ...groups.flatMap(([, group]) => changesOf(group)),
      ],
    )) as readonly [why?: string, which?: number]; // as the script answers
    const [why, which = 0] = reply;
    if (why !== undefined) throw this.#refusal(why, groups[which - 1]?.[0] ?? '');
    for (const [index, claim] of claims.entries()) {
      claim.stored = Math.max(claim.stored, number);
      const last = groups[index]?.[1].findLast((unit) => unit.packets.length > 0);
      claim.lastSeq = Math.max(claim.lastSeq, last?.packets.at(-1)?.seq ?? 0);
    }
  }

  async release(session: string, fence: number): Promise<void> {
    await this.#run(releaseScript, session, [String(fence)]);
    if (this.#owned.get(session)?.fence === fence) this.#owned.delete(session);
  }

  async packets(session: string, after: number, limit: number): Promise<PacketPage> {
    const from = Math.min(Math.max(0, after) + 1, Number.MAX_SAFE_INTEGER);
    const most = Math.min(Math.max(0, limit), Number.MAX_SAFE_INTEGER);
    const reply = await this.#run(packetsScript, session, [String(from), String(most)]);
    return readPackets(reply as PacketsReply, session, after, this.#reportOf(session));
  }

  async cursor(session: string, reader: string): Promise<number | undefined> {
    const place = await this.#ask('HGET', session, ':readers', JSON.stringify(reader));
    return place === null ? undefined : Number(place);
  }

  async moveCursor(session: string, reader: string, seq: number): Promise<void> {
    await this.#run(moveCursorScript, session, [JSON.stringify(reader), String(seq)]);
  }

  async setAside(session: string): Promise<readonly SetAside[]> {
    // A list of texts, as it was stored.
    const texts = (await this.#ask('LRANGE', session, ':aside', '0', '-1')) as string[];
    return texts.flatMap((text) =>
      readOr<SetAside>(text, this.#reportOf(session), 'what was set aside'),
    );
  }

  async end(session: string, fence: number): Promise<void> {
    this.#number += 1;
    const args = [String(fence), String(this.#number)];
    if ((await this.#run(endScript, session, args)) === 0) throw fenced(session);
  }

  /** Its sessions are free at once, or, where Redis does not answer, when its lease ends. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearInterval(this.#renewing);
    this.#owned.clear();
    try {
      await this.#connection.ask(['DEL', this.#settings.leases + this.owner]);
    } catch (error) {
      this.#settings.onFault(error, 'journal: close');
    } finally {
      this.#connection.close();
    }
  }

  async #run(script: Script, session: string, args: readonly string[]): Promise<unknown> {
    if (this.#isClosed) throw closed();
    return this.#connection.run(script, [sessionKey(this.#settings.prefix, session)], args);
  }

  async #ask(command: string, session: string, part: string, ...args: readonly string[]) {
    if (this.#isClosed) throw closed();
    const key = sessionKey(this.#settings.prefix, session) + part;
    return this.#connection.ask([command, key, ...args]);
  }

  /** What is known of the ownership that a unit claims; of one that is not ours, nothing. */
  #claim(session: string, fence: number): Owned {
    const own = this.#owned.get(session);
    return own?.fence === fence ? own : { fence, stored: 0, lastSeq: 0 };
  }

  #refusal(why: string, session: string): JournalError {
    if (why === 'overtaken') {
      return new JournalError('unavailable', 'a later commit was stored before this one');
    }
    const own = this.#owned.get(session);
    if (why === 'fenced') {
      this.#owned.delete(session);
      return fenced(session);
    }
    if (own === undefined && why === 'unknown') {
      return new JournalError('unknown-session', `nobody opened "${session}"`, { session });
    }
    const message = `Redis lost what it had stored of session "${session}": it must be opened again`;
    // Not `fenced`: nobody else has it, and who has it may open it again and go on.
    const error = new JournalError('refused', message, { session });
    this.#settings.onFault(error, 'journal: lost writes');
    return error;
  }

  #reportOf(session: string): Report {
    return (what, cause) => {
      const message = `what Redis has of session "${session}" cannot be read: ${what}`;
      this.#settings.onFault(new Error(message, { cause }), 'journal: unreadable');
    };
  }

  async #renew(): Promise<void> {
    try {
      await renewLease((args) => this.#connection.ask(args), this.#settings);
    } catch (error) {
      // The connection has said that it is lost, and renews the lease when it is back.
      const isKnown = error instanceof JournalError && error.code === 'unavailable';
      if (!isKnown && !this.#isClosed) this.#settings.onFault(error, 'journal: lease');
    }
  }
}

/**
 * Connects to Redis and gives a journal there.
 *
 * @throws JournalError `unavailable` when it is not reached; `refused` when it is set to delete what is
 * stored (a `maxmemory-policy` of `allkeys-…`), and when it is a cluster
 */
export async function redisJournal(options: RedisJournalOptions = {}): Promise<RedisJournal> {
  const { url, client, commandMs = 1500 } = options;
  const settings = settingsOf(options);
  let survives = '';
  const connection = await Connection.open({
    client: { ...client, ...(url !== undefined && { url }) },
    commandMs,
    greet: async (ask) => {
      survives = await greet(ask, settings);
    },
    onLost: (error) => settings.onFault(error, 'journal: connection'),
  });
  return new RedisJournal(connection, settings, survives);
}

/** Each session's units, in order. */
function bySession(units: readonly UnitOfWork[]): Map<string, [UnitOfWork, ...UnitOfWork[]]> {
  const groups = new Map<string, [UnitOfWork, ...UnitOfWork[]]>();
  for (const unit of units) {
    const group = groups.get(unit.session);
    if (group === undefined) groups.set(unit.session, [unit]);
    else if (group[0].fence === unit.fence) group.push(unit);
    else throw fenced(unit.session); // one of the two owned it before
  }
  return groups;
}

const closed = (): JournalError => new JournalError('closed', 'the journal is closed');

const fenced = (session: string): JournalError =>
  new JournalError('fenced', `session "${session}" has another owner by now`, { session });

/** @param leftMs less than 0 where the lease does not end */
const owned = (session: string, leftMs: number): JournalError =>
  new JournalError('owned', `session "${session}" has another owner still`, {
    session,
    ...(leftMs >= 0 && { retryMs: Math.max(1, leftMs) }),
  });
