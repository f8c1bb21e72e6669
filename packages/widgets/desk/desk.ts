import type {
  EntryView,
  EventFilter,
  FixtureView,
  InspectorEvent,
  Overview,
  PendingView,
  ReplayView,
  SessionView,
  WatchAnswer,
} from './wire.js';

/** The gateway refused something, or was not reached. */
export class DeskError extends Error {
  override readonly name = 'DeskError';

  /** @param status of HTTP; 0 where the gateway was not reached */
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** What somebody hears who watches. */
export interface Watcher {
  /** The socket is open; it wants to be told what to watch. */
  opened(): void;
  told(answer: WatchAnswer): void;
  closed(): void;
}

/** A socket that watches events. */
export interface WatchSocket {
  /** With `after`, first what is kept with a higher number, if `ring` is where numbers come from still. */
  watch(filter: EventFilter, after?: number, ring?: string): void;
  pause(): void;
  close(): void;
}

/**
 * What `<xec-inspector>` and `<xec-admin>` live on: a gateway, as its administrators reach it.
 *
 * Every method rejects with a {@link DeskError}.
 */
export interface Desk {
  entry(): Promise<EntryView>;
  /** @param token absent where nobody is asked for it */
  signIn(token?: string): Promise<void>;
  signOut(): Promise<void>;
  overview(): Promise<Overview>;
  sessions(): Promise<readonly SessionView[]>;
  /** The oldest first. */
  pending(): Promise<readonly PendingView[]>;
  drain(): Promise<void>;
  /** @param id of the account, in addresses */
  disconnect(id: string): Promise<void>;
  events(filter: EventFilter): Promise<readonly InspectorEvent[]>;
  fixture(n: number): Promise<FixtureView>;
  send(id: string, xml: string): Promise<void>;
  replay(id: string, xml: string): Promise<ReplayView>;
  watch(watcher: Watcher): WatchSocket;
}
