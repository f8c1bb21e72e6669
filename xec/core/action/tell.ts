/**
 * For actions that are made of a shared piece.
 */
import type { ActionContext } from './context.js';

/**
 * Delivers under a method that the compiler cannot know: the name of the action is a parameter. The
 * registry refuses a key that no room declares, and a content that is none of it.
 */
export function tell<Name extends string>(
  ctx: ActionContext<Name>,
  method: string,
  content: unknown,
): void {
  // The same context, as one whose methods are any text.
  const loose = ctx as unknown as { deliver(method: string, content: unknown): void };
  loose.deliver(method, content);
}
