/**
 * Whose handler is running: so that one that waits for its own session is told so by name.
 */

/** One run of a handler. */
export interface HandlerRun {
  /** `payload Weather`, for people. */
  readonly what: string;
  /** The session it belongs to. */
  readonly session: object;
  /** Whether it has returned: what it left behind may ask again. */
  isOver: boolean;
}

/** Follows a run through everything it awaits. Node's `AsyncLocalStorage` is one. */
export interface HandlerScope {
  run<T>(store: HandlerRun, call: () => T): T;
  getStore(): HandlerRun | undefined;
}
