import { DeskError } from './desk.js';
import { SIGNED_OUT } from './desk-page.js';

/**
 * What a request to the gateway failed with, in its words. Where the gateway does not know the browser any
 * more, the frame around `from` is told.
 */
export function refused(from: EventTarget, error: unknown): DeskError {
  const failure = error instanceof DeskError ? error : new DeskError(0, String(error));
  if (failure.status === 401) {
    from.dispatchEvent(new CustomEvent(SIGNED_OUT, { bubbles: true, composed: true }));
  }
  return failure;
}
