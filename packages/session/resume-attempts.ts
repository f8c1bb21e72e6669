/** After so many resumptions in a row that had no answer the stream is given up. */
const MAX_UNANSWERED = 3;

/**
 * Attempts to resume a stream on which the server says nothing at all, and goes. Prosody 0.12 does so
 * when it was told before of more handled stanzas than now: by a process whose last commits a power cut
 * took. It would do so each time, until it has forgotten the stream.
 */
export class ResumeAttempts {
  #isAsked = false;
  #unanswered = 0;

  /** The server is asked to resume a stream. */
  asked(): void {
    this.#isAsked = true;
  }

  /** It answered, one way or the other. */
  answered(): void {
    this.#isAsked = false;
    this.#unanswered = 0;
  }

  /** The connection has ended. Gives whether an answer was waited for, and whether to ask no more. */
  ended(): { readonly wasAsked: boolean; readonly isHopeless: boolean } {
    const wasAsked = this.#isAsked;
    this.#isAsked = false;
    if (wasAsked) this.#unanswered += 1;
    const isHopeless = this.#unanswered >= MAX_UNANSWERED;
    if (isHopeless) this.#unanswered = 0;
    return { wasAsked, isHopeless };
  }
}
