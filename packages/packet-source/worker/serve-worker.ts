import { report } from '../report.js';
import { hasLocks, holdLock, randomName } from '../web-locks.js';
import { Accounts, type AccountsOptions } from './accounts.js';
import { ServedTab } from './served-tab.js';

export interface WorkerOptions extends AccountsOptions {
  /** Requests of a tab that wait for their outcome. Default 100. */
  readonly requests?: number;
  /** Tabs of all accounts. Default 100. */
  readonly tabs?: number;
  /** How often a tab is asked whether it is there, where there are no Web Locks. Default 30,000. */
  readonly pingMs?: number;
}

/** The end in the worker. */
export interface ServedWorker {
  /** A tab came: `onconnect` of a SharedWorker brings its port. */
  accept(port: MessagePort): void;
  /** Ends all tabs, and leaves their accounts. */
  close(): void;
}

/**
 * Serves the sources of tabs from one worker: an account's session is one, however many tabs it has.
 *
 * ```ts
 * const worker = serveWorker({ open: (account, login) => openAccount(account, login) });
 * addEventListener('connect', ({ ports: [port] }) => worker.accept(port));
 * ```
 */
export function serveWorker(options: WorkerOptions): ServedWorker {
  const { requests = 100, tabs: most = 100, pingMs = 30_000 } = options;
  const life = new AbortController();
  const accounts = new Accounts(options, options.onFault ?? report);
  const shared = {
    accounts,
    requests,
    pingMs,
    lock: lockOf(life.signal),
  };
  const tabs = new Set<ServedTab>();
  return {
    accept(port) {
      if (tabs.size >= most || life.signal.aborted) {
        port.close();
        return;
      }
      const tab: ServedTab = new ServedTab(port, shared, () => tabs.delete(tab));
      tabs.add(tab);
    },
    close() {
      life.abort();
      for (const tab of tabs) tab.end();
      accounts.close();
    },
  };
}

/** A lock that goes when the worker does, so that its tabs see it. */
async function lockOf(signal: AbortSignal): Promise<string | undefined> {
  if (!hasLocks()) return undefined;
  const name = randomName('xec-worker');
  await holdLock(name, signal);
  return name;
}
