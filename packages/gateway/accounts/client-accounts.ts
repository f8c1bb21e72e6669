import { createClient, type ClientOptions } from '@xec/client';
import { silentLog, type Feature } from '@xec/xec';
import type { AccountSource } from './source.js';

/** What the clients of all accounts have in common. */
export interface ClientAccountsOptions extends Omit<ClientOptions, 'jid' | 'password' | 'session'> {
  /** Domains whose accounts may sign in. */
  readonly domains: readonly string[];
  /** What is in use: also what browsers may ask for and hear is made of it. */
  readonly features: readonly Feature[];
}

/**
 * Accounts whose sessions are stored under their bare JIDs in one journal.
 *
 * ```ts
 * const accounts = clientAccounts({ domains: ['capulet.example'], features: allFeatures, journal });
 * ```
 */
export function clientAccounts({ domains, ...options }: ClientAccountsOptions): AccountSource {
  return {
    domains,
    journal: options.journal,
    open: (jid, password) => ({
      client: createClient({ ...options, jid, password, session: jid }),
      session: jid,
    }),
    async verify(jid, password) {
      const { journal: _journal, providers: _providers, vault: _vault, ...connection } = options;
      const client = createClient({
        ...connection,
        jid,
        password,
        features: [],
        // Nobody sees it, and nothing of it stays.
        setUp: false,
        streamManagement: false,
        tokens: false,
        log: silentLog,
      });
      try {
        await client.connect();
      } finally {
        await client.disconnect();
      }
    },
  };
}
