import type { Candidate } from './candidate.js';

/** Domains that are remembered; the one that was used longest ago is forgotten first. */
const MAX_DOMAINS = 10_000;
/** As long as records usually stand in the caches of the DNS. */
const MAX_AGE_MS = 3_600_000;

/** Where the servers of domains were found, in memory. */
export class Remembered {
  private readonly found = new Map<
    string,
    { readonly candidate: Candidate; readonly at: number }
  >();

  /** @param now some clock, in milliseconds */
  constructor(private readonly now: () => number) {}

  get(domain: string): Candidate | undefined {
    const entry = this.found.get(domain);
    if (entry === undefined) return undefined;
    if (this.now() - entry.at <= MAX_AGE_MS) return entry.candidate;
    this.found.delete(domain);
    return undefined;
  }

  /** It answered: it is tried first until it is too old, or does not answer. */
  set(candidate: Candidate): void {
    const { domain } = candidate;
    const before = this.found.get(domain);
    this.found.delete(domain);
    const at = before?.candidate.service === candidate.service ? before.at : this.now();
    this.found.set(domain, { candidate, at });
    const [oldest] = this.found.keys();
    if (this.found.size > MAX_DOMAINS && oldest !== undefined) this.found.delete(oldest);
  }

  delete(domain: string): void {
    this.found.delete(domain);
  }
}
