import type { Client } from '@xec/client';
import type { Journal } from '@xec/xec';

/** Where the sessions of accounts come from that sign in with JID and password. */
export interface AccountSource {
  /** Domains whose accounts may sign in. The gateway connects to no other. */
  readonly domains: readonly string[];
  /** Where sessions are stored, if that is one place: whether it works is part of the gateway's health. */
  readonly journal?: Journal | undefined;
  /**
   * Asks the account's server whether the password is right, by a login of its own that leaves no traces.
   *
   * @throws SaslError when it is not
   */
  verify(jid: string, password: string): Promise<void>;
  /** Makes the account's client. The gateway connects it, and suspends it when nobody is there. */
  open(jid: string, password: string): OpenedClient;
}

/** An account's client. Its packets are read from its journal. */
export interface OpenedClient {
  readonly client: Client;
  /** The name of its session in the journal. */
  readonly session: string;
}
