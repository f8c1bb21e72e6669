import { nearest } from '@xec/xec';

/** How `xec` ends. Scripts rely on these numbers. */
export const exit = {
  /** The result came. */
  ok: 0,
  /** The action ended with an error; the examination found something wrong. */
  error: 1,
  /** The command line was wrong: nothing was sent. */
  usage: 2,
  /** No answer came in time. */
  timeout: 3,
  /** No connection, or no login. */
  connection: 4,
} as const;

export type ExitCode = (typeof exit)[keyof typeof exit];

/** The command line is wrong. The message says what was expected and what came. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** `: did you mean "…"?`, where a known name is near. */
export function hint(text: string, known: Iterable<string>): string {
  const guess = nearest(text, known);
  return guess === undefined ? '' : `; did you mean "${guess}"?`;
}

/** What an error says; one that was thrown as something else says its text. */
export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
