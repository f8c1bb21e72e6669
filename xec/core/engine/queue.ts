/** Who owns a {@link WorkQueue}. */
export interface QueueOwner<Work> {
  perform(work: Work): void | Promise<void>;
  /** Hears what `perform` threw; the next work is done all the same. */
  fault(fault: unknown, where: string): void;
  /** More waits than the limit; or: nothing waits any more. */
  onPressure(isHigh: boolean): void;
}

/**
 * One thing after the other: what comes while something is being done waits. Work that needs no
 * waiting is done within the call that brings it.
 */
export class WorkQueue<Work> {
  readonly #owner: QueueOwner<Work>;
  readonly #limit: number;
  #backlog: Work[] = [];
  #isBusy = false;
  #isPressed = false;

  /** @param limit how much may wait before the owner hears of pressure */
  constructor(owner: QueueOwner<Work>, limit: number) {
    this.#owner = owner;
    this.#limit = limit;
  }

  add(work: Work): void {
    if (this.#isBusy) this.#wait(work);
    else this.#start(work);
  }

  #wait(work: Work): void {
    this.#backlog.push(work);
    if (!this.#isPressed && this.#backlog.length > this.#limit) {
      this.#isPressed = true;
      this.#owner.onPressure(true);
    }
  }

  #start(work: Work): void {
    this.#isBusy = true;
    const done = this.#perform(work);
    if (done !== undefined) void done.then(this.#drain);
    else if (this.#backlog.length > 0) {
      this.#drain(); // what the work itself caused
    } else this.#isBusy = false;
  }

  readonly #drain = (): void => {
    let at = 0;
    for (;;) {
      const work = this.#backlog[at];
      if (work === undefined) break;
      at += 1;
      const done = this.#perform(work);
      if (done !== undefined) {
        this.#backlog.splice(0, at);
        void done.then(this.#drain);
        return;
      }
    }
    this.#backlog = [];
    this.#isBusy = false;
    if (this.#isPressed) {
      this.#isPressed = false;
      this.#owner.onPressure(false);
    }
  };

  /** Never throws, and its promise never rejects. */
  #perform(work: Work): Promise<void> | undefined {
    try {
      const done = this.#owner.perform(work);
      return done === undefined ? undefined : this.#guarded(done);
    } catch (fault) {
      this.#owner.fault(fault, 'engine');
      return undefined;
    }
  }

  async #guarded(done: Promise<void>): Promise<void> {
    try {
      await done;
    } catch (fault) {
      this.#owner.fault(fault, 'engine');
    }
  }
}
