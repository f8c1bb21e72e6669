/**
 * Faults of stream management (XEP-0198): what the server says about its counts. What it keeps, and
 * what it resends, stays honest.
 */

/** A count to tell in place of the honest one, as it is or made from it. */
export type FalseCount = number | ((honest: number) => number);

export interface ResumeLie {
  /** The id of another stream. */
  readonly previd?: string;
  readonly h?: FalseCount;
}

/** What goes wrong on the managed streams of an account; absent members go right. */
export interface ManagementFault {
  /** Resumptions are refused; `h`: saying how much was handled. */
  readonly refuse: { readonly h: boolean };
  /** What `<resumed/>` says. */
  readonly resumed: ResumeLie;
  /** What `<a/>` says. */
  readonly ack: FalseCount;
  /** `<r/>` is not answered. */
  readonly ignoresRequests: boolean;
}

/** The count to tell. */
export const told = (honest: number, lie: FalseCount | undefined): number =>
  typeof lie === 'function' ? lie(honest) : (lie ?? honest);
