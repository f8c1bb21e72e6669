/** What a test and a client that it may kill say to each other. */
import type { SessionState } from '@xec/client';
import type { AnyPacket, FaultPoint, JournalErrorCode } from '@xec/xec';
import type { QuestionParams } from './question.js';

/** Who the client is. */
export interface Plan {
  readonly jid: string;
  readonly password: string;
  readonly service: string;
  /** The name of its session in the journal. */
  readonly session: string;
  /** The journal's file; in a page, the name of its database. */
  readonly journal: string;
}

/** A {@link Plan} for a process. */
export interface ProcessPlan extends Plan {
  /** Where the process kills itself, once it was told to ask something. */
  readonly killAt?: FaultPoint;
}

/** To the process. */
export type Order = { readonly ask: QuestionParams } | { readonly suspend: true };

/** From the process: a packet that its named reader got. */
export interface Report {
  readonly packet: AnyPacket;
}

/** What the script of a page leaves in its scope. */
export interface PageScope {
  /** Makes the client and connects it; gives its state, or why the journal refused. */
  connect(
    plan: Plan,
  ): Promise<{ readonly state?: SessionState; readonly refusal?: JournalErrorCode }>;
  ask(params: QuestionParams): Promise<void>;
  /** What its named reader was told in this page; what the journal keeps, from its beginning. */
  packets(which: 'told' | 'kept'): readonly AnyPacket[];
  disconnect(): Promise<void>;
}
