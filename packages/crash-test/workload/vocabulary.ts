/**
 * The words that sessions and peers of the crash test have for each other.
 */
import { xml, type Element } from '@xec/stanza';
import type { Behaviour } from '../history/index.js';

export const NS_CRASH = 'urn:example:crash';

/** What a session asks of a peer: `what` to do, after `ms` milliseconds. */
export interface Wish {
  readonly n: number;
  readonly what: Behaviour;
  readonly ms: number;
}

export const wishElement = ({ n, what, ms }: Wish): Element =>
  xml('do', { xmlns: NS_CRASH, n, what, ms });

export function readWish(stanza: Element): Wish | undefined {
  const el = stanza.getChild('do', NS_CRASH);
  if (el === undefined) return undefined;
  const { n, what, ms } = el.attrs as Record<string, string>; // written by wishElement
  return { n: Number(n), what: what as Behaviour, ms: Number(ms) };
}

/** The peer's answer; the token proves that it was this one. */
export const doneElement = (n: number, token: string): Element =>
  xml('done', { xmlns: NS_CRASH, n, token });

/** Something told in a message, by its number. */
export const tellElement = (n: number): Element => xml('tell', { xmlns: NS_CRASH, n });

/** What a peer asks a session. */
export const queryElement = (n: number, what: 'reply' | 'refuse' | 'ignore'): Element =>
  xml('query', { xmlns: NS_CRASH, n, what });

/** The session's answer, and what stands in its refusal. */
export const answerElement = (n: number): Element => xml('answer', { xmlns: NS_CRASH, n });

/** The number that an element of ours carries. */
export const numberOf = (el: Element | undefined): number => Number(el?.attrs['n'] ?? NaN);
