import { ClientSource } from './client-source.js';
import type { ClientLike } from './client-like.js';
import { WorkerSource, type WorkerSourceOptions } from './worker/worker-source.js';

export interface BrowserSourceOptions extends Pick<
  WorkerSourceOptions,
  'worker' | 'account' | 'login' | 'keys' | 'keep' | 'onFault'
> {
  /** Makes the account's client in this page, where the browser has no SharedWorker. */
  readonly client: () => ClientLike | Promise<ClientLike>;
}

/**
 * The source of an account whose session lives in this browser: in a SharedWorker, for all tabs; where
 * there is none (Chrome on Android), in the page itself, one tab at a time.
 */
export function browserSource(options: BrowserSourceOptions): WorkerSource | ClientSource {
  if ('SharedWorker' in globalThis) return new WorkerSource(options);
  return new ClientSource({ ...options, lock: `xec-account-${options.account}` });
}
