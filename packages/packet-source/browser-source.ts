import { ClientSource } from './client-source.js';
import type { OpenedAccount } from './worker/accounts.js';
import { WorkerSource, type WorkerSourceOptions } from './worker/worker-source.js';

export interface BrowserSourceOptions extends Pick<
  WorkerSourceOptions,
  'worker' | 'account' | 'login' | 'keys' | 'keep' | 'onFault'
> {
  /** Opens the account in this page, where the browser has no SharedWorker. */
  readonly open: () => OpenedAccount | Promise<OpenedAccount>;
}

/**
 * The source of an account whose session lives in this browser: in a SharedWorker, for all tabs; where
 * there is none (Chrome on Android), in the page itself, one tab at a time.
 */
export function browserSource(options: BrowserSourceOptions): WorkerSource | ClientSource {
  if ('SharedWorker' in globalThis) return new WorkerSource(options);
  let opened: OpenedAccount | undefined;
  return new ClientSource({
    ...options,
    lock: `xec-account-${options.account}`,
    async client() {
      opened = await options.open();
      return opened.client;
    },
    signOut: () => (opened?.signOut === undefined ? opened?.close() : opened.signOut()),
  });
}
