/**
 * Does `work` within a time and until `signal` aborts, whatever `work` makes of the signal it is given.
 * That aborts at the end in any case, so that nothing goes on behind it.
 *
 * @throws what `work` threw, the reason of `signal`, or an Error when the time is over
 */
export async function within<T>(
  timeoutMs: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const limit = new AbortController();
  const onAbort = (): void => limit.abort(signal?.reason);
  const timer = setTimeout(
    () => limit.abort(new Error(`nobody answered within ${String(Math.round(timeoutMs))} ms`)),
    timeoutMs,
  );
  signal?.addEventListener('abort', onAbort);
  try {
    // The end is listened for first: `work` may bring it about at once.
    return await Promise.race([aborted(limit.signal), work(limit.signal)]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
    limit.abort();
  }
}

/** Rejects with the reason of `signal`; nobody is asked to listen when it is over. */
function aborted(signal: AbortSignal): Promise<never> {
  const never = new Promise<never>((_resolve, reject) => {
    // Reasons are what the caller likes.
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });
  never.catch(() => undefined);
  return never;
}
