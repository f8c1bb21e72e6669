/**
 * - `crash`: something else was thrown than what says that a frame is no good
 * - `rejection`: a promise was rejected, or an error thrown, that nobody caught
 * - `fault`: a handler threw, whatever it was given
 * - `disagreement`: it was read, written, answered in another way than the rules say
 * - `slow`: it took more time than any frame may
 * - `heap`: memory is not given back
 */
export type WrongKind = 'crash' | 'rejection' | 'fault' | 'disagreement' | 'slow' | 'heap';

/** Something that must not be. */
export interface Wrong {
  readonly kind: WrongKind;
  readonly text: string;
}

/** What became of one frame. */
export interface Outcome {
  /** Whether it was read; what was refused, was refused in order. */
  readonly isAccepted: boolean;
  readonly wrong: readonly Wrong[];
}
