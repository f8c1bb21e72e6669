/** What a test and the script of its pages say to each other. */
import type { Account } from './stage.js';

/** What the script leaves in a page. */
export interface WorkerScope {
  /** Makes the page's source; in a SharedWorker, or in the page itself. */
  makeSource(account: Account, keys: readonly string[]): void;
  /** Calls a method of the page's probe. */
  callSource(method: string, args: readonly unknown[]): Promise<unknown>;
}
