/**
 * The server as its parts see it.
 */
import type { Element, XmlElement } from '@xec/stanza';
import type { Account, Accounts } from './accounts.js';
import type { Archives } from './archives.js';
import type { Audit } from './audit.js';
import type { Components } from './component/components.js';
import type { ComponentConnection } from './component/connection.js';
import type { Connection } from './connection.js';
import type { Faults } from './faults/faults.js';
import type { ModuleList } from './modules/module.js';
import type { Sasl2Options } from './options.js';
import type { Router } from './router.js';
import type { Session } from './session.js';
import type { AckRequests } from './sm/ack-requests.js';
import type { Streams } from './sm/streams.js';
import type { Tokens } from './tokens.js';

/** What logins depend on. */
export interface LoginSettings {
  /** Names of accounts by access token. */
  readonly tokens: Readonly<Record<string, string>>;
  /** Whom EXTERNAL takes every client for. */
  readonly external: string | undefined;
  /** Types of channel bindings to announce; `undefined`: those of the connection. */
  readonly channelBindings: readonly string[] | false | undefined;
  /** Whether SCRAM proves what was offered. */
  readonly protectsOffer: boolean;
}

export interface Host {
  readonly domain: string;
  readonly accounts: Accounts;
  /** What accounts keep of their messages (XEP-0313). */
  readonly archives: Archives;
  readonly components: Components;
  readonly faults: Faults;
  readonly router: Router;
  readonly modules: ModuleList;
  /** The mechanisms that connections are offered where they can have them, strongest first. */
  readonly mechanisms: readonly string[];
  /** Whether nobody logs in over TCP before TLS. */
  readonly requiresTls: boolean;
  readonly logins: LoginSettings;
  /** How SASL2 is offered; `undefined`: it is not. */
  readonly sasl2: Sasl2Options | undefined;
  readonly tokens: Tokens;
  /** Whether streams can be managed (XEP-0198). */
  readonly managesStreams: boolean;
  readonly streams: Streams;
  readonly ackRequests: AckRequests;
  readonly audit: Audit;
  /** SCRAM's iteration count. */
  readonly iterations: number;
  readonly startedAt: Date;
  /** Where HTTP requests for modules go: `http://127.0.0.1:5280/`. */
  readonly httpUrl: string;

  /** An id that nobody guesses. */
  randomId(): string;
  /** A number for a session, from 1. */
  nextStreamId(): number;
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
  /** Opens a session with this resource, or one of the server's; `undefined` where it cannot be one. */
  openSession(
    connection: Connection,
    account: Account,
    asked: string | undefined,
  ): Session | undefined;
  /** The connection of a bound session is lost: the session waits to be resumed, or is over. */
  sessionLost(session: Session): void;
  /** A bound session is over. */
  endSession(session: Session): void;
  /** A login without a bound session is over. */
  endLogin(account: string): void;
  /** The connection is gone. */
  forget(connection: Connection | ComponentConnection): void;
}
