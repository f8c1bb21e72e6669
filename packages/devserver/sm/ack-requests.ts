/**
 * When the server asks for acknowledgements: after so many stanzas, and after the last of a burst.
 */
import type { Session } from '../session.js';
import { ackRequest } from './elements.js';

export class AckRequests {
  /** Sessions that were sent something in this turn of the event loop. */
  #burst = new Set<Session>();

  constructor(private readonly every: number) {}

  /** A stanza went out on a managed stream. */
  sent(session: Session): void {
    const { management } = session;
    if (management === undefined || session.isHibernating) return;
    if (management.sinceRequest >= this.every) return this.ask(session);
    if (this.#burst.size === 0) setImmediate(() => this.#endBurst());
    this.#burst.add(session);
  }

  /** Asks now. */
  ask(session: Session): void {
    const { management } = session;
    if (management === undefined) return;
    management.sinceRequest = 0;
    session.connection.send(ackRequest());
  }

  #endBurst(): void {
    const sessions = this.#burst;
    this.#burst = new Set();
    for (const session of sessions) {
      const { management, isHibernating, isOver } = session;
      if (management === undefined || isHibernating || isOver) continue;
      if (management.sinceRequest > 0 && management.waiting > 0) this.ask(session);
    }
  }
}
