/** What went wrong: what {@link Verdict} counts. */
export type Wrong = 'lost' | 'double' | 'out-of-order' | 'unanswered';

export interface Violation {
  readonly wrong: Wrong;
  /** What was promised and what happened, in a sentence. */
  readonly text: string;
  readonly session: string;
}

/** What a history shows. */
export interface Verdict {
  /** How many requests were stored. */
  readonly actions: number;
  readonly violations: readonly Violation[];
  /** What cannot be known, and is no fault: how often, by what it is. */
  readonly unknown: Readonly<Record<string, number>>;
  /** How requests ended, by condition. */
  readonly outcomes: Readonly<Record<string, number>>;
}

/** Collects what the checks find. */
export class Report {
  readonly violations: Violation[] = [];
  readonly unknown: Record<string, number> = {};
  readonly outcomes: Record<string, number> = {};

  bad(wrong: Wrong, session: string, text: string): void {
    this.violations.push({ wrong, session, text });
  }

  /** Something that nobody can know: what was on its way when a server forgot its streams. */
  cannotKnow(what: string): void {
    this.unknown[what] = (this.unknown[what] ?? 0) + 1;
  }

  ended(condition: string): void {
    this.outcomes[condition] = (this.outcomes[condition] ?? 0) + 1;
  }
}

/** How many violations of that kind there are. */
export const count = ({ violations }: Pick<Verdict, 'violations'>, wrong: Wrong): number =>
  violations.filter((violation) => violation.wrong === wrong).length;
