/**
 * Whether what a handler, a subscriber or a journal returned is still to come.
 *
 * By its `then`, not by its class: promises of another realm and of libraries count as well.
 */
export const isPromise = (returned: unknown): returned is PromiseLike<void> =>
  typeof (returned as { then?: unknown } | null | undefined)?.then === 'function';
