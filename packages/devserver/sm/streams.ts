/**
 * The managed streams of a server: by id, asleep while their client is away, and how much was
 * handled in those that nobody came back to.
 */
import type { Host } from '../host.js';
import type { StreamManagementOptions } from '../options.js';
import type { Session } from '../session.js';
import { ManagedStream } from './managed-stream.js';

/** How many ends are remembered, the latest ones. */
const MAX_REMEMBERED = 10_000;

interface Ended {
  readonly account: string;
  readonly handled: number;
}

export class Streams {
  /** For how long a stream can be resumed, where its client does not ask for less. */
  readonly resumeMs: number;
  readonly location: string | undefined;
  /** How many stanzas may go out before the client is asked to acknowledge. */
  readonly requestAckAfter: number;
  /** How many stanzas a session may have that are not acknowledged; one more ends it. */
  readonly maxUnacknowledged: number;
  readonly #byId = new Map<string, Session>();
  readonly #timers = new Map<Session, NodeJS.Timeout>();
  readonly #ended = new Map<string, Ended>();

  constructor(
    private readonly host: Host,
    options: StreamManagementOptions,
  ) {
    this.resumeMs = options.resumeMs ?? 300_000;
    this.location = options.location;
    this.requestAckAfter = options.requestAckAfter ?? 5;
    this.maxUnacknowledged = options.maxUnacknowledged ?? 10_000;
  }

  /** @param resumeMs how long the client wants to be able to resume; 0: not at all. */
  enable(session: Session, resumeMs: number): ManagedStream {
    const granted = Math.min(resumeMs, this.resumeMs);
    // Whoever logs in by ANONYMOUS comes back as somebody else.
    const isResumable = granted > 0 && !session.account.isTemporary;
    const id = isResumable ? this.host.randomId() : undefined;
    const management = new ManagedStream(id, granted);
    session.management = management;
    if (id !== undefined) this.#byId.set(id, session);
    return management;
  }

  /** The session to resume, if it is one of this account. */
  find(id: string, account: string): Session | undefined {
    const session = this.#byId.get(id);
    return session?.account.name === account ? session : undefined;
  }

  /** How much was handled in a stream of this account that timed out or was replaced. */
  handledIn(id: string, account: string): number | undefined {
    const ended = this.#ended.get(id);
    return ended?.account === account ? ended.handled : undefined;
  }

  /** The connection of a session is lost: it waits for its client, or it is over. */
  lost(session: Session): void {
    const { management, isOver } = session;
    if (isOver) return;
    if (management?.id === undefined) return this.host.endSession(session);
    session.isHibernating = true;
    const end = (): void => this.host.endSession(session);
    this.#timers.set(session, setTimeout(end, management.resumeMs).unref());
  }

  /** The client came back. */
  wake(session: Session): void {
    session.isHibernating = false;
    clearTimeout(this.#timers.get(session));
    this.#timers.delete(session);
  }

  /** A session is over; of one that waited for its client the count is remembered. */
  forget(session: Session): void {
    const { management, isHibernating, account } = session;
    this.wake(session);
    if (management?.id === undefined) return;
    this.#byId.delete(management.id);
    if (isHibernating) this.#remember(management.id, account.name, management.handled);
  }

  /** Knows nothing any more. */
  clear(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#byId.clear();
    this.#ended.clear();
  }

  #remember(id: string, account: string, handled: number): void {
    this.#ended.set(id, { account, handled });
    if (this.#ended.size <= MAX_REMEMBERED) return;
    const [oldest] = this.#ended.keys();
    if (oldest !== undefined) this.#ended.delete(oldest);
  }
}
