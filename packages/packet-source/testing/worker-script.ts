/** Runs in pages, and in the SharedWorker that they share: a client with a journal in IndexedDB. */
import { createClient } from '@xec/client';
import { idbJournal } from '@xec/journal-idb';
import { silentLog } from '@xec/xec';
import { browserSource, serveWorker, type OpenedAccount } from '../index.js';
import { Listening } from './listening.js';
import { KEPT, features } from './question-features.js';
import type { Account } from './stage.js';
import type { WorkerScope } from './worker-calls.js';

async function openAccount(login: Account): Promise<OpenedAccount> {
  const journal = idbJournal({ packets: { count: KEPT } });
  const client = createClient({
    ...login,
    ...{ features, journal, session: 'juliet', log: silentLog, backoff: { baseMs: 20 } },
  });
  client.connect().catch(() => undefined); // `session_state` tells how it went
  return { client, session: 'juliet', close: () => client.suspend() };
}

let listening: Listening | undefined;

const scope: WorkerScope = {
  makeSource(account, keys) {
    listening = new Listening(
      browserSource({
        worker: () => new SharedWorker('/script.js'),
        open: () => openAccount(account),
        ...{ account: 'juliet', login: account, keys },
      }),
    );
  },
  callSource(method, args) {
    if (listening === undefined) throw new Error('expected makeSource() first');
    // The other side is a probe: it names a method, and gives what that takes.
    const run = listening[method as 'ask'] as (...given: readonly unknown[]) => Promise<unknown>;
    return run.apply(listening, [...args]);
  },
};
Object.assign(globalThis, scope);

const worker = serveWorker({
  open: (_account, login) => openAccount(login as Account), // of the script's own pages
  // A page that a test closes and opens does not start another session.
  lingerMs: 60_000,
});
addEventListener('connect', (event) => {
  // The event of shared workers, which the types of pages do not know.
  const [port] = (event as MessageEvent).ports;
  if (port !== undefined) worker.accept(port);
});
