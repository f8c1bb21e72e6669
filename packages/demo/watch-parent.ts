/**
 * Calls `run` when the process that started this one is gone. A signal to `npm start` ends npm and
 * its shell, and does not reach what they started.
 *
 * @returns a function that stops watching; it keeps no process alive
 */
export function watchParent(run: () => void): () => void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    run();
  }, 250);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}
