/** Who owns which session: leases, fencing numbers, and owners that have ended. */
import { randomInt } from 'node:crypto';
import { JournalError } from '@xec/xec';
import { numberOf, prepareAll, textOf, type Engine, type Row, type Statement } from './engine.js';
import { hasEnded, ownStamp, type ProcessStamp } from './process-stamp.js';
import { packText } from './text.js';

export interface OwnershipOptions {
  readonly name: string | undefined;
  readonly leaseMs: number;
  readonly now: () => number;
}

/** A session as this owner has it. */
export interface Claim {
  readonly id: number;
  readonly fence: number;
}

/** One owner. All but `findSession` and `dataVersion` are for the inside of a transaction. */
export class Ownership {
  readonly #options: OwnershipOptions;
  readonly #stamp: ProcessStamp = ownStamp();
  readonly #id = randomInt(1, 2 ** 47);
  /** `undefined`: no row says so. */
  #leaseUntil: number | undefined;
  readonly #sql: Readonly<Record<keyof typeof SQL, Statement>>;

  constructor(engine: Engine, options: OwnershipOptions) {
    this.#options = options;
    this.#sql = prepareAll(engine, SQL);
  }

  /** The number of a session; `undefined` where nobody opened it yet. */
  findSession(name: string): number | undefined {
    const [row] = this.#sql.find.all([packText(name)]);
    return row && numberOf(row['id']);
  }

  /**
   * Changes when another connection has written to the file. While it is what it was, nobody has taken
   * a session, and no row need be looked at.
   */
  dataVersion(): number {
    return numberOf(this.#sql.dataVersion.all([])[0]?.['data_version']);
  }

  /** @throws JournalError `owned` */
  claim(session: string, takeOver: boolean): Claim {
    if (this.#leaseUntil === undefined) this.#sql.sweep.run([this.#options.now()]);
    if (this.isDue) this.renew();
    const [found] = this.#sql.find.all([packText(session)]);
    if (found === undefined) {
      this.#sql.add.run([packText(session), this.#id]);
      return { id: this.#mustFind(session), fence: 1 };
    }
    const owner = found['owner'];
    if (!takeOver && owner !== null && owner !== this.#id) this.#mustHaveEnded(session, owner);
    const [id, fence] = [numberOf(found['id']), numberOf(found['fence']) + 1];
    this.#sql.take.run([this.#id, fence, id]);
    return { id, fence };
  }

  /** Whether the claim is still this owner's. */
  holds({ id, fence }: Claim): boolean {
    const [row] = this.#sql.owner.all([id]);
    return row?.['owner'] === this.#id && row['fence'] === fence;
  }

  release({ id, fence }: Claim): void {
    this.#sql.release.run([id, fence, this.#id]);
  }

  /** Releases all, and is an owner no more. */
  end(): void {
    this.#sql.releaseAll.run([this.#id]);
    this.#sql.forget.run([this.#id]);
  }

  /** Whether half of the lease is over. */
  get isDue(): boolean {
    const { now, leaseMs } = this.#options;
    return this.#leaseUntil === undefined || now() > this.#leaseUntil - leaseMs / 2;
  }

  /** The transaction that may have renewed it was rolled back. */
  rolledBack(): void {
    this.#leaseUntil = undefined;
  }

  /** Begins the lease anew. */
  renew(): void {
    const { name, leaseMs, now } = this.#options;
    const { host, boot, pids, pid, started } = this.#stamp;
    const until = now() + leaseMs;
    const called = name ?? `process ${pid} on ${host}`;
    this.#sql.renew.run([this.#id, packText(called), until, host, boot, pids, pid, started]);
    this.#leaseUntil = until;
  }

  #mustFind(session: string): number {
    const id = this.findSession(session);
    if (id === undefined) throw new JournalError('refused', `session "${session}" is not stored`);
    return id;
  }

  #mustHaveEnded(session: string, owner: unknown): void {
    const [row] = this.#sql.lease.all([numberOf(owner)]);
    if (row === undefined) return;
    if (hasEnded(stampOf(row), this.#stamp)) {
      this.#sql.releaseAll.run([numberOf(owner)]);
      this.#sql.forget.run([numberOf(owner)]);
      return;
    }
    const retryMs = numberOf(row['lease_until']) - this.#options.now();
    if (retryMs <= 0) return;
    const message = `session "${session}" is owned by ${textOf(row['name'])}`;
    throw new JournalError('owned', message, { session, retryMs });
  }
}

const SQL = {
  dataVersion: 'PRAGMA data_version',
  find: 'SELECT id, owner, fence FROM session WHERE name = ?',
  owner: 'SELECT owner, fence FROM session WHERE id = ?',
  add: 'INSERT INTO session (name, owner, fence) VALUES (?, ?, 1)',
  take: 'UPDATE session SET owner = ?, fence = ? WHERE id = ?',
  // A higher fence: what the owner before still has to say is refused, whoever comes next.
  release:
    'UPDATE session SET owner = NULL, fence = fence + 1 WHERE id = ? AND fence = ? AND owner = ?',
  releaseAll: 'UPDATE session SET owner = NULL, fence = fence + 1 WHERE owner = ?',
  lease: `SELECT CAST(name AS BLOB) AS name, lease_until, CAST(host AS BLOB) AS host,
    CAST(boot AS BLOB) AS boot, CAST(pids AS BLOB) AS pids, pid, CAST(started AS BLOB) AS started
    FROM owner WHERE id = ?`,
  renew: `INSERT INTO owner (id, name, lease_until, host, boot, pids, pid, started)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET lease_until = excluded.lease_until`,
  forget: 'DELETE FROM owner WHERE id = ?',
  // Owners that were never seen again, and whose sessions others have by now.
  sweep: `DELETE FROM owner WHERE lease_until < ?
    AND id NOT IN (SELECT owner FROM session WHERE owner IS NOT NULL)`,
} as const;

const stampOf = (row: Row): ProcessStamp => ({
  host: textOf(row['host']),
  boot: textOf(row['boot']),
  pids: textOf(row['pids']),
  pid: numberOf(row['pid']),
  started: textOf(row['started']),
});
