/** How long at least one of many things that overlap was going on. */
export class BusyTime {
  /** In milliseconds. */
  ms = 0;
  #running = 0;
  #since = 0;

  begin(): void {
    if (this.#running === 0) this.#since = performance.now();
    this.#running += 1;
  }

  end(): void {
    this.#running -= 1;
    if (this.#running === 0) this.ms += performance.now() - this.#since;
  }
}
