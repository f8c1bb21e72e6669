import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Does `look` again and again while its host is on the page and the page is looked at. */
export class Polling implements ReactiveController {
  readonly #look: () => Promise<void>;
  readonly #everyMs: number;
  #timer: ReturnType<typeof setTimeout> | undefined = undefined;
  #isOn = false;
  #isLooking = false;

  constructor(host: ReactiveControllerHost, look: () => Promise<void>, everyMs: number) {
    this.#look = look;
    this.#everyMs = everyMs;
    host.addController(this);
  }

  hostConnected(): void {
    this.#isOn = true;
    document.addEventListener('visibilitychange', this.now);
    this.now();
  }

  hostDisconnected(): void {
    this.#isOn = false;
    document.removeEventListener('visibilitychange', this.now);
    clearTimeout(this.#timer);
  }

  /** Looks now, and goes on from there. */
  readonly now = (): void => {
    clearTimeout(this.#timer);
    if (!this.#isOn || document.hidden || this.#isLooking) return;
    this.#isLooking = true;
    void this.#look().finally(() => {
      this.#isLooking = false;
      if (this.#isOn) this.#timer = setTimeout(this.now, this.#everyMs);
    });
  };
}
