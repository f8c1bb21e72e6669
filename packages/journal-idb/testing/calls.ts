/** What goes between a test in Node and a journal in a page or worker. */
import type { Journal, JournalErrorCode } from '@xec/xec';

export type Method = Exclude<keyof Journal, 'survives' | 'isDurable'>;

export interface Call {
  /** Which journal of that page. */
  readonly journal: number;
  /** `make` makes it, `faults` asks what its `onFault` heard. */
  readonly method: Method | 'make' | 'faults';
  readonly args: readonly unknown[];
}

export interface Refusal {
  readonly code: JournalErrorCode;
  readonly message: string;
  readonly session: string | undefined;
  readonly retryMs: number | undefined;
}

export type Answer = { readonly value?: unknown } | { readonly refusal: Refusal };

export type WorkerKind = 'dedicated' | 'shared' | 'service';

/** What the script leaves for tests in the scope of a page. */
export interface PageScope {
  /** Does it in the page, or in its worker of that kind. */
  journalCall(call: Call, worker?: WorkerKind): Promise<Answer>;
}
