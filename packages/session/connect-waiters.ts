/** Those who called `connect()`, and wait until the session is online. */
export class ConnectWaiters {
  #all: { resolve(): void; reject(error: unknown): void }[] = [];

  get isEmpty(): boolean {
    return this.#all.length === 0;
  }

  add(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#all.push({ resolve, reject });
    });
  }

  resolve(): void {
    for (const waiter of this.#takeAll()) waiter.resolve();
  }

  reject(error: unknown): void {
    this.take()(error);
  }

  /** Lets those who wait now wait for no more than what rejects them; who comes later waits anew. */
  take(): (error: unknown) => void {
    const all = this.#takeAll();
    return (error) => {
      for (const waiter of all) waiter.reject(error);
    };
  }

  #takeAll() {
    const all = this.#all;
    this.#all = [];
    return all;
  }
}
