/** What a test and the script of its pages say to each other. */
import type { SourceProbe } from '@xec/testing';
import type { Account } from './stage.js';

/** What the script leaves in a page. */
export interface WorkerScope {
  /** Makes the page's source; in a SharedWorker, or in the page itself. */
  makeSource(account: Account, keys: readonly string[]): void;
  callSource<M extends keyof SourceProbe>(
    method: M,
    args: Parameters<SourceProbe[M]>,
  ): ReturnType<SourceProbe[M]>;
}
