/**
 * The server as its parts see it.
 */
import type { Element, XmlElement } from '@xec/stanza';
import type { Account, Accounts } from './accounts.js';
import type { Connection } from './connection.js';
import type { Faults } from './faults/faults.js';
import type { ModuleList } from './modules/module.js';
import type { Router } from './router.js';
import type { Session } from './session.js';

export interface Host {
  readonly domain: string;
  readonly accounts: Accounts;
  readonly faults: Faults;
  readonly router: Router;
  readonly modules: ModuleList;
  /** The mechanisms offered, strongest first. */
  readonly mechanisms: readonly string[];
  /** SCRAM's iteration count. */
  readonly iterations: number;
  readonly startedAt: Date;

  /** An id that nobody guesses. */
  randomId(): string;
  /** Notes a frame, if the server was asked to. */
  record(connection: number, direction: 'in' | 'out', xml: string): void;
  /** Tells the owner of an error in the server itself. */
  report(error: unknown): void;
  /** Binds a resource and answers the request; `undefined` where it was refused. */
  bind(
    connection: Connection,
    account: Account,
    iq: XmlElement,
    bind: Element,
  ): Session | undefined;
  /** A bound session is over. */
  endSession(session: Session): void;
  /** A login without a bound session is over. */
  endLogin(account: string): void;
  /** The connection is gone. */
  forget(connection: Connection): void;
}
