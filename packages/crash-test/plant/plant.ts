import type { Connector } from '@xec/transport';
import type { Journal } from '@xec/xec';

/** A fault that is put between a client and the world, to see whether the checker finds it. */
export interface Plant {
  /** The journal that the client gets. Called once, before the others. */
  journal(inner: Journal): Journal;
  /** The connector that the session's client gets. */
  connector(inner: Connector, session: string): Connector;
}
