/**
 * What a test sees of a server that runs.
 */
import type { Element } from '@xec/stanza';
import type { Faults } from './faults/faults.js';
import type { PastMessage } from './history.js';
import type { WireLine } from './record.js';

/** How `disconnect` ends a stream: in order, without a word, or with a stream error. */
export type Disconnect =
  'close' | 'abort' | { readonly streamError: string; readonly text?: string };

/** How `restart` comes back. */
export interface Restart {
  /**
   * With its streams, the default: managed sessions wait to be resumed. Without: no session is left,
   * no count is known, and what was not acknowledged is lost.
   */
  readonly keepStreams?: boolean;
  /** How long nobody listens, in milliseconds; default 0. */
  readonly downMs?: number;
}

/** A server that runs. JIDs may be given as names (`alice`) where an account is meant. */
export interface DevServer {
  /** `ws://127.0.0.1:…/xmpp-websocket`; any other path does as well. */
  readonly url: string;
  readonly port: number;
  /** XMPP over HTTP (XEP-0206): `http://127.0.0.1:…/http-bind`. */
  readonly boshUrl: string;
  /** The same over TLS; absent without the option `tls`. */
  readonly secureBoshUrl: string | undefined;
  /** `xmpp://127.0.0.1:…`; absent without the option `tcp`. */
  readonly tcpUrl: string | undefined;
  /** TLS from the first byte, `xmpps://127.0.0.1:…`; absent without the option `tls`. */
  readonly tlsUrl: string | undefined;
  /** `wss://127.0.0.1:…/xmpp-websocket`; absent without the option `tls`. */
  readonly wssUrl: string | undefined;
  /** Where components connect, `xmpp://127.0.0.1:…`; absent without the option `components`. */
  readonly componentUrl: string | undefined;
  readonly domain: string;
  readonly faults: Faults;
  /** What went over the wire, with the option `record`; empty without it. */
  readonly log: readonly WireLine[];
  /** @throws Error when the name is no localpart, or is there already. */
  addAccount(name: string, password: string): void;
  /** Forgets an account; its streams end with `not-authorized`. */
  removeAccount(name: string): void;
  /** Lets both see each other's presence: subscription `both`, with pushes. */
  befriend(a: string, b: string): void;
  /**
   * Puts messages into the archives of those who wrote and got them, in order of time, as if they had
   * been said. Nobody is told.
   *
   * @throws Error for a message of two who both have no account.
   */
  addHistory(messages: Iterable<PastMessage>): void;
  /**
   * Sends `xml` as it is, past every check and fault: to a full JID, or to all sessions of an
   * account.
   *
   * @throws Error when nobody is there.
   */
  send(to: string, xml: Element | string): void;
  /** The full JIDs that are bound. */
  sessions(): readonly string[];
  /** Ends the streams of a full JID or of an account. */
  disconnect(jid: string, how?: Disconnect): void;
  /**
   * Goes on, in the managed streams (XEP-0198) of a full JID or an account, as if `count` more stanzas
   * had been handled in both directions, for instance to come close to 2^32. Nothing on the wire tells
   * the client: its own counts have to be raised at the same time, best while it is away.
   */
  advanceCounters(jid: string, count: number): void;
  /**
   * Crashes and comes back: every socket is destroyed without a word, nobody listens for a while, then
   * the server does again, on the same port. Accounts, rosters and stored messages are kept.
   */
  restart(how?: Restart): Promise<void>;
  /** Ends every stream with `system-shutdown` and stops. */
  close(): Promise<void>;
}
