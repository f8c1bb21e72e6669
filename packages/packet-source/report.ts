/** Tells the page of a fault as of one that nobody caught. */
export function report(fault: unknown): void {
  const { reportError } = globalThis as { readonly reportError?: (fault: unknown) => void };
  if (reportError !== undefined) reportError(fault);
  else {
    // Outside of browsers there is no such function.
    queueMicrotask(() => {
      throw fault;
    });
  }
}
