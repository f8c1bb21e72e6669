/**
 * What a tab and the worker that holds its session say to each other over a MessagePort. In spirit the
 * messages of a gateway; objects instead of text.
 */
import type { Outcome, OutcomeError } from '../open-requests.js';
import type { WidgetPacket } from '../packets.js';

/** How many packets may be on their way to a tab; more wait in the journal. */
export const WINDOW = 200;
/** After so many packets a tab says that it took them. Less than {@link WINDOW}. */
export const TAKEN_TOGETHER = 50;

/** What a tab says. */
export type TabWord =
  | {
      readonly t: 'hello';
      /** Whose packets: one worker may hold several accounts. */
      readonly account: string;
      /** What the application's worker needs to log in. */
      readonly login?: unknown;
      /** Patterns of the keys that it wants. */
      readonly keys: readonly string[];
      /** The Web Lock that the tab holds while it lives; absent where there are none. */
      readonly lock?: string;
      /** Where a tab that comes back stopped: the session and the seq of its last packet. */
      readonly session?: string;
      readonly after?: number;
    }
  /** So many packets were taken: there is room for as many more. */
  | { readonly t: 'took'; readonly count: number }
  | {
      readonly t: 'request';
      readonly ref: number;
      readonly action: string;
      readonly params?: unknown;
    }
  | { readonly t: 'cancel'; readonly ref: number }
  /** Try to come online now, where the session waits for its next attempt. */
  | { readonly t: 'connect' }
  /** The tab is there: an answer to `there`. */
  | { readonly t: 'here' }
  /** End the account's session, for all tabs, and forget what was kept of it. */
  | { readonly t: 'sign-out' }
  | { readonly t: 'bye' };

export type Hello = Extract<TabWord, { t: 'hello' }>;
export type TabRequest = Extract<TabWord, { t: 'request' }>;

/** What the worker says. */
export type WorkerWord =
  /** The session that seqs belong to; the Web Lock that the worker holds while it lives. */
  | { readonly t: 'ready'; readonly session: string; readonly lock?: string }
  | ({ readonly t: 'packet' } & WidgetPacket)
  | { readonly t: 'live' }
  | { readonly t: 'resync' }
  /** What the action of an open request tells. */
  | { readonly t: 'progress'; readonly ref: number; readonly content: unknown }
  | ({ readonly t: 'outcome'; readonly ref: number } & Outcome)
  /** Is anybody there? Asked where locks do not show it. */
  | { readonly t: 'there' }
  /** The account could not be opened. */
  | { readonly t: 'refused'; readonly error: OutcomeError }
  /** Some tab signed the account out: nothing of it is left. */
  | { readonly t: 'signed-out' }
  /** The worker took the tab for gone: it may say hello again. */
  | { readonly t: 'bye' };

const kinds: ReadonlySet<unknown> = new Set<TabWord['t']>([
  ...(['hello', 'took', 'request', 'cancel', 'connect', 'here', 'sign-out', 'bye'] as const),
]);

const isText = (value: unknown): value is string => typeof value === 'string';

/** @returns `undefined` for what no tab of this application says */
export function readTabWord(data: unknown): TabWord | undefined {
  if (typeof data !== 'object' || data === null || !('t' in data)) return undefined;
  if (!kinds.has(data.t)) return undefined;
  // Of the same origin, and by its hashed name of the same build: what is checked are slips.
  const word = data as TabWord;
  if (word.t === 'hello') return isHello(word) ? word : undefined;
  if (word.t === 'request') return isText(word.action) ? word : undefined;
  return word;
}

const isHello = ({ account, keys }: Hello): boolean =>
  isText(account) && Array.isArray(keys) && keys.every(isText);
